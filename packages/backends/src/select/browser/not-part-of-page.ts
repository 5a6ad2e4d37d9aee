import { Refusal } from '../candidate.ts';

/**
 * What to throw where an optional package could not be imported. Each candidate writes its `import()` inside a `try` of
 * its own: that is how webpack and esbuild know that a page may do without the package.
 */
export function notPartOfPage(name: string, error: unknown): Refusal {
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal(`the package ${name} is not part of this page: ${reason.split('\n')[0]}`);
}

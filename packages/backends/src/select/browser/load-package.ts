import { Refusal } from '../candidate.ts';

/** Imports an optional package; refuses with one sentence when the page was built without it. */
export async function loadPackage<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  return load().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(`the package ${name} is not part of this page: ${reason.split('\n')[0]}`);
  });
}

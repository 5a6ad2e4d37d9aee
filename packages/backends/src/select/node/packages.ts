import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Refusal } from '../candidate.ts';

const { resolve } = createRequire(import.meta.url);

/** The folder of an installed package; undefined when it is not installed. Imports nothing. */
export function packageFolder(name: string): string | undefined {
  try {
    return dirname(resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** Refuses unless all these packages are installed. */
export function requirePackages(...names: string[]): void {
  for (const name of names)
    if (!packageFolder(name)) throw new Refusal(`the package ${name} is not installed (npm install ${name})`);
}

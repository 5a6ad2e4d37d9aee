import type { BackendName } from '@hyperprior/backends';
import { type ThemeName, themeNames } from '@hyperprior/figures';
import { Option } from 'commander';
import { backendNamed, backendsOfNode } from './backend.ts';
import { UserError } from './failure.ts';

/** What every experiment takes. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly out?: string;
  readonly seed?: number;
  readonly backend?: BackendName;
  readonly allowSoftware?: boolean;
  readonly gif: boolean;
  readonly theme?: ThemeName;
}

/** The options that every experiment takes. */
export const commonOptions = ({ seed }: { readonly seed: string }): Option[] => [
  new Option('--out <dir>', 'write frames.jsonl, result.json and figure.svg, .png, .gif into this folder').argParser(
    folderName,
  ),
  new Option('--json', 'print the result as one JSON object on standard output, and nothing else there'),
  new Option('--seed <n>', `seed of all random numbers (default: ${seed})`).argParser(wholeNumber('--seed', 0)),
  new Option(
    '--backend <name>',
    `one of ${backendsOfNode.join(', ')} (default: the first of them that runs here)`,
  ).argParser(backendNamed),
  new Option('--allow-software', 'let a GPU backend run on a software adapter (slow)'),
  new Option('--no-gif', 'leave out the animation'),
  themeOption(),
];

/** The option of every command that draws. */
export const themeOption = (): Option =>
  new Option(
    '--theme <name>',
    `colours of the pictures: ${themeNames.join(' or ')} (default: ${themeNames[0]})`,
  ).argParser((text: string): ThemeName => {
    const name = themeNames.find((each) => each === text);
    if (name === undefined)
      throw new UserError(`--theme: there is no theme '${text}'; choose one of ${themeNames.join(', ')}`);
    return name;
  });

/** Parses a whole number of at least `least`. */
export function wholeNumber(option: string, least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value;
    throw new UserError(`${option}: must be a whole number of at least ${least}, but is '${text}'`);
  };
}

/** Parses a number greater than 0. */
export function positiveNumber(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
    throw new UserError(`${option}: must be a number greater than 0, but is '${text}'`);
  };
}

/** Parses a finite number of at least `least`. */
export function numberFrom(option: string, least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value) && value >= least) return value;
    throw new UserError(`${option}: must be a number of at least ${least}, but is '${text}'`);
  };
}

/** Parses numbers between commas. */
export function numberList(option: string): (text: string) => number[] {
  return (text) =>
    text.split(',').map((part) => {
      const value = Number(part);
      if (part.trim() !== '' && Number.isFinite(value)) return value;
      throw new UserError(`${option}: must be finite numbers between commas, as in 0.2,0.25, but has '${part}'`);
    });
}

/** Parses one of some names; given again, it adds to those before. */
export function namesOf<Name extends string>(option: string, what: string, names: readonly Name[]) {
  return (text: string, before: readonly Name[] = []): readonly Name[] => {
    const name = names.find((each) => each === text);
    if (name === undefined)
      throw new UserError(`${option}: there is no ${what} '${text}'; choose one of ${names.join(', ')}`);
    return before.includes(name) ? before : [...before, name];
  };
}

/** Parses the name of a folder. */
export function folderName(text: string): string {
  if (text.trim() !== '') return text;
  throw new UserError("--out: must name a folder, but is empty; for this folder, write '.'");
}

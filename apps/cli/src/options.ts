import { InvalidArgumentError, Option } from 'commander';

/** What every experiment takes. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly out?: string;
  readonly seed?: number;
  readonly backend?: string;
  readonly allowSoftware?: boolean;
  readonly gif: boolean;
}

/** The options that every experiment takes. */
export const commonOptions = (): Option[] => [
  new Option('--out <dir>', 'write frames.jsonl, result.json and figure.svg, .png, .gif into this folder'),
  new Option('--json', 'print the result as one JSON object on standard output, and nothing else there'),
  new Option('--seed <n>', 'seed of all random numbers').argParser(wholeNumber(0)),
  new Option('--backend <name>', 'node-gpu, webgpu, node, wasm or cpu; the best one by default'),
  new Option('--allow-software', 'let a GPU backend run on a software adapter (slow)'),
  new Option('--no-gif', 'leave out the animation'),
];

/** Parses a whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
  };
}

/** Parses a number greater than 0. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a number greater than 0.');
}

/** Parses numbers between commas. */
export function numberList(text: string): number[] {
  return text.split(',').map((part) => {
    const value = Number(part);
    if (part.trim() !== '' && !Number.isNaN(value)) return value;
    throw new InvalidArgumentError(`'${part}' is not a number; write for instance 0.2,0.25`);
  });
}

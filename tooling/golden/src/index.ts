import { readFileSync } from 'node:fs';

export { decodeFloat32, type GoldenNumber, parseGolden } from './decode.ts';

/** Reads a golden file, for instance `golden<BetaFile>('priors/beta.json')`. */
export function golden<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../data/${path}`, import.meta.url), 'utf8'));
}

import { NumbersError, parseNumbers } from '@hyperprior/datasets';
import { mostPoints } from './bas-form.ts';
import { sentence } from './sentence.ts';

/** A visitor's points, or what is wrong with them in one sentence. */
export type ReadPoints = { readonly points: Float32Array } | { readonly problem: string };

/** Reads one number a line. */
export function readPoints(text: string): ReadPoints {
  try {
    const points = Float32Array.from(parseNumbers(text));
    if (points.length > mostPoints)
      return { problem: `The file holds ${points.length} numbers; at most ${mostPoints} can be drawn here.` };
    const large = points.findIndex((value) => !Number.isFinite(value));
    if (large >= 0) return { problem: `Number ${large + 1} is too large for a 32-bit float.` };
    return { points };
  } catch (error) {
    if (error instanceof NumbersError) return { problem: sentence(error.message) };
    throw error;
  }
}

import type { NumberRule } from './families.ts';

type Track = Pick<NumberRule, 'slider' | 'scale'>;

/** A slider's place for a number, within the track. */
export function placeOf({ slider: [low, high], scale }: Track, value: number): number {
  const inside = Math.min(Math.max(Number.isNaN(value) ? low : value, low), high);
  return scale === 'log' ? Math.log10(inside) : inside;
}

/** The number at a slider's place, to three significant digits. */
export function valueAt({ scale }: Track, place: number): number {
  return Number((scale === 'log' ? 10 ** place : place).toPrecision(3));
}

/** The slider's ends and its step, as places. */
export function trackOf({ slider: [low, high], scale }: Track): { min: number; max: number; step: number } {
  if (scale === 'linear') return { min: low, max: high, step: 0.01 };
  return { min: Math.log10(low), max: Math.log10(high), step: 0.01 };
}

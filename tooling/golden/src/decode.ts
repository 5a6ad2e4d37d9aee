/** A number as the golden files write it: JSON has no non-finite numbers. */
export type GoldenNumber = number | 'nan' | 'inf' | '-inf';

/** The number that a golden file means. */
export function parseGolden(value: GoldenNumber): number {
  if (typeof value === 'number') return value;
  return { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, '-inf': Number.NEGATIVE_INFINITY }[value];
}

/** Decodes a `base64-f32-le` array of a golden file. */
export function decodeFloat32(encoded: { encoding: string; data: string }): Float32Array {
  if (encoded.encoding !== 'base64-f32-le') throw new Error(`expected base64-f32-le, got ${encoded.encoding}`);
  return new Float32Array(Uint8Array.from(atob(encoded.data), (character) => character.charCodeAt(0)).buffer);
}

import type { Domain } from './case.ts';

/** Uniform numbers in [0, 1), the same for the same name on every backend (mulberry32, Tommy Ettinger 2017). */
export function uniforms(name: string): () => number {
  let state = 0x9e3779b9;
  for (const character of name) state = Math.imul(state ^ character.charCodeAt(0), 0x85ebca6b);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const sizeOf = (shape: readonly number[]) => shape.reduce((size, length) => size * length, 1);

/** Values of a domain, each a float32 number. */
export function draw({ shape, from, to, kinks = [], isDistinct = false }: Domain, uniform: () => number): number[] {
  const size = sizeOf(shape);
  const at = (share: number) => Math.fround(from + share * (to - from));
  if (isDistinct) return shuffled(size, uniform).map((place) => at((place + 0.4 + 0.2 * uniform()) / size));
  return Array.from({ length: size }, () => {
    let value = at(uniform());
    while (kinks.some((kink) => Math.abs(value - kink) < 0.1)) value = at(uniform());
    return value;
  });
}

/** 0 ... size - 1 in random order (Fisher and Yates). */
function shuffled(size: number, uniform: () => number): number[] {
  const places = Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [places[i], places[j]] = [places[j], places[i]];
  }
  return places;
}

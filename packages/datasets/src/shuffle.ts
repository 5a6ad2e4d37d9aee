/**
 * A seeded stream of numbers in [0, 1) with 32 random bits each (splitmix32): made for shuffling rows, the same on
 * every platform. Not for statistics: those draw from `@hyperprior/numerics`.
 */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** Fisher and Yates's shuffle, in place. */
export function shuffle(items: number[], uniform: () => number): number[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}

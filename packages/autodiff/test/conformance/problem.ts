import type { Case } from './case.ts';
import { draw, uniforms } from './draw.ts';

/**
 * A case made into one scalar function of all its inputs, `L = Σ w (y + y²/2 + y³/6)`. Being curved in y, it makes the
 * second and third derivatives go through the derivative's derivative by dy also where the operation is linear.
 */
export interface Problem {
  readonly xs: number[][];
  /** Two directions, of the inputs' sizes. */
  readonly v: number[][];
  readonly u: number[][];
  readonly weights: number[];
  /** The operation's value, and the gradients of L, of ⟨∇L, v⟩ and of ⟨∇⟨∇L, v⟩, u⟩, in float64. */
  readonly value: number[];
  readonly first: number[];
  readonly second: number[];
  readonly third: number[];
}

const step = 5e-3;

/** The problem and its true derivatives, by central differences of the twin. */
export function problemOf({ name, inputs, twin }: Case): Problem {
  const uniform = uniforms(name);
  const xs = inputs.map((domain) => draw(domain, uniform));
  const direction = () => inputs.map(({ shape }) => draw({ shape, from: -1, to: 1 }, uniform));
  const [v, u] = [direction(), direction()];
  const value = twin(...xs);
  const weights = value.map(() => Math.fround(0.5 + uniform()) * (uniform() < 0.5 ? -1 : 1));
  const sizes = xs.map((values) => values.length);
  const loss = (flat: number[]) =>
    twin(...parts(flat, sizes)).reduce((sum, y, i) => sum + weights[i] * (y + y ** 2 / 2 + y ** 3 / 6), 0);
  const at = xs.flat();
  const by = (...directions: number[][]) =>
    at.map((_, i) => derivative(loss, at, [...directions, at.map((__, k) => (k === i ? 1 : 0))]));
  return {
    xs,
    v,
    u,
    weights,
    value,
    first: by(),
    second: by(v.flat()),
    third: by(v.flat(), u.flat()),
  };
}

/** The mixed derivative along the directions; central differences, once extrapolated (Richardson). */
function derivative(f: (x: number[]) => number, at: number[], directions: readonly number[][]): number {
  const central = (h: number) => mixed(f, at, directions, h) / (2 * h) ** directions.length;
  return (4 * central(step / 2) - central(step)) / 3;
}

function mixed(f: (x: number[]) => number, at: number[], [first, ...others]: readonly number[][], h: number): number {
  if (!first) return f(at);
  const moved = (by: number) => at.map((value, i) => value + by * first[i]);
  return mixed(f, moved(h), others, h) - mixed(f, moved(-h), others, h);
}

function parts(flat: number[], sizes: readonly number[]): number[][] {
  let end = 0;
  return sizes.map((size) => {
    end += size;
    return flat.slice(end - size, end);
  });
}

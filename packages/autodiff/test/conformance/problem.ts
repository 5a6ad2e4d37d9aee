import type { Case } from './case.ts';
import { draw, uniforms } from './draw.ts';

/** Where a case is differentiated. */
export interface Point {
  readonly xs: number[][];
  /** Two directions, of the inputs' sizes. */
  readonly v: number[][];
  readonly u: number[][];
  readonly weights: number[];
}

/**
 * A case made into one scalar function of all its inputs, `L = Σ w (y + y²/2 + y³/6)`. Being curved in y, it makes the
 * second and third derivatives go through the derivative's derivative by dy also where the operation is linear.
 */
export interface Problem extends Point {
  /** The operation's value, and the gradients of L, of ⟨∇L, v⟩ and of ⟨∇⟨∇L, v⟩, u⟩, in float64. */
  readonly value: number[];
  readonly first: number[];
  readonly second: number[];
  readonly third: number[];
}

const step = 5e-3;

/** Random inputs, directions and weights, the same on every backend. */
export function pointOf({ name, inputs, twin }: Case): Point {
  const uniform = uniforms(name);
  const xs = inputs.map((domain) => draw(domain, uniform));
  const direction = () => inputs.map(({ shape }) => draw({ shape, from: -1, to: 1 }, uniform));
  const [v, u] = [direction(), direction()];
  const weights = twin(...xs).map(() => Math.fround(0.5 + uniform()) * (uniform() < 0.5 ? -1 : 1));
  return { xs, v, u, weights };
}

/** The problem and its true derivatives, by central differences of the twin. */
export function problemOf(example: Case): Problem {
  const { twin } = example;
  const point = pointOf(example);
  const { xs, v, u, weights } = point;
  const sizes = xs.map((values) => values.length);
  const loss = (flat: number[]) =>
    twin(...parts(flat, sizes)).reduce((sum, y, i) => sum + weights[i] * (y + y ** 2 / 2 + y ** 3 / 6), 0);
  const at = xs.flat();
  const by = (...directions: number[][]) =>
    at.map((_, i) => derivative(loss, at, [...directions, at.map((__, k) => (k === i ? 1 : 0))]));
  return {
    ...point,
    value: twin(...xs),
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

import {
  add,
  clipByValue,
  concat1d,
  div,
  floor,
  isFinite as isFiniteTensor,
  keep,
  maximum,
  mul,
  neg,
  reshape,
  slice,
  sub,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import { every } from '../schedules/every.ts';
import type { Adaptation, AxisOptions } from './axis-options.ts';

/** One axis of a histogram. Its range lies on the device, so that it can follow the values without being read. */
export class Axis {
  readonly bins: number;
  readonly #start: readonly [number, number];
  readonly #adapt: Adaptation | undefined;
  #range: Tensor1D | null = null;

  constructor({ bins, range, adapt }: AxisOptions & Required<Omit<AxisOptions, 'adapt'>>) {
    this.bins = bins;
    this.#start = range;
    this.#adapt = adapt;
  }

  /** [low, high], which stays the axis's own. */
  get range(): Tensor1D {
    this.#range ??= keep(tensor1d([...this.#start]));
    return this.#range;
  }

  /** Whether the range follows the values after a step. */
  follows(step: number): boolean {
    const { schedule = every(1) } = this.#adapt ?? { schedule: () => false };
    return schedule(step);
  }

  /** Sets the range by the largest size of the values, [1]; one that is not finite leaves it. */
  follow(size: Tensor1D): void {
    const { padding = 0, minSize = 1e-6 } = this.#adapt ?? {};
    const before = this.range;
    this.#range = keep(
      tidy((): Tensor1D => {
        const half: Tensor1D = maximum(mul(size, 1 + padding), minSize);
        const next = concat1d([neg(half), half]);
        return where(isFiniteTensor(next), next, before);
      }),
    );
    before.dispose();
  }

  /** The bins + 1 edges of a range that has been read. */
  edges([low, high]: Float32Array): number[] {
    return Array.from({ length: this.bins + 1 }, (_, k) => low + (k * (high - low)) / this.bins);
  }

  dispose(): void {
    this.#range?.dispose();
    this.#range = null;
  }
}

/** The number of each value's bin, as float32. */
export const binsOf = (values: Tensor, range: Tensor, bins: number): Tensor =>
  tidy(() => {
    const [low, high] = [0, 1].map((i) => reshape(slice(range, [i], [1]), []));
    // From the middle: so 0 lies on its edge exactly, where a range has it in the middle.
    const beyondMiddle = div(mul(sub(values, div(add(low, high), 2)), bins), sub(high, low));
    return floor(clipByValue(add(beyondMiddle, bins / 2), 0, bins - 0.5));
  });

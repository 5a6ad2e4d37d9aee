import { add, clone, max, mul, type Scalar, stack, type Tensor, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import type { Observation } from '../observation.ts';
import type { Meter, Reading } from '../quantity.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { type Axis, largestOf } from './axis.ts';
import { count, totalOf } from './count.ts';
import { inChunks } from './in-chunks.ts';

/** How a histogram over some axes is counted and told. */
export interface HistogramKind<Value> {
  readonly schedule: Schedule;
  /** The first is that of the samples' gradients, the second that of the parameters. */
  readonly axes: readonly Axis[];
  value(counts: readonly number[], edges: readonly number[][]): Value;
}

/** Counts the entries of the samples' gradients, alone or together with the parameters that they belong to. */
export class HistogramMeter<Value> implements Meter<Value | null> {
  readonly needsSamples = true;
  readonly #kind: HistogramKind<Value>;

  constructor(kind: HistogramKind<Value>) {
    this.#kind = kind;
  }

  isDue(step: number): boolean {
    return this.#kind.schedule(step);
  }

  measure(observation: Observation): Reading<Value | null> {
    const { axes, value } = this.#kind;
    const { counts, sizes } = this.#counted(observation);
    const ranges = axes.map(({ range }) => clone(range));
    for (const [i, axis] of axes.entries()) if (axis.follows(observation.step)) axis.follow(sizes[i]());
    return {
      tensors: [observation.squaredGradient, counts, ...ranges],
      value: (squares, counted, ...read) => {
        if (!squares.every(Number.isFinite)) return null;
        const edges = axes.map((axis, i) => axis.edges(read[i]));
        return value(Array.from(counted), edges);
      },
    };
  }

  dispose(): void {
    for (const axis of this.#kind.axes) axis.dispose();
  }

  /** The counts, and the largest size on each axis. */
  #counted(observation: Observation): { counts: Tensor1D; sizes: (() => Scalar)[] } {
    const [ofGradient, ofParameter] = this.#kind.axes;
    const rows = ofParameter && observation.before.map((values) => ofParameter.binsOf(values));
    const follows = ofGradient.follows(observation.step);
    const chunks = inChunks(observation, (gradients) => ({
      counts: totalOf(gradients.map((values, i) => this.#countsOf(values, rows?.[i]))),
      largest: follows ? largestOfAll(gradients) : null,
    }));
    return {
      counts: totalOf(chunks.map(({ counts }) => counts)),
      sizes: [
        () => tidy(() => max(stack(chunks.flatMap(({ largest }) => largest ?? [])))),
        () => largestOfAll(observation.before),
      ],
    };
  }

  #countsOf(values: Tensor, row: Tensor | undefined): Tensor1D {
    const [ofGradient, ofParameter] = this.#kind.axes;
    return tidy(() => {
      const column = ofGradient.binsOf(values);
      if (!row) return count(column, ofGradient.bins);
      return count(add(mul(column, ofParameter.bins), row), ofGradient.bins * ofParameter.bins);
    });
  }
}

const largestOfAll = (tensors: readonly Tensor[]): Scalar => tidy(() => max(stack(tensors.map(largestOf))));

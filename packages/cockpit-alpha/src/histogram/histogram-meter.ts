import { runsOnHost } from '@hyperprior/backends/kernels';
import { abs, clone, max, reshape, stack, sum, type Tensor, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import { inChunks } from '../in-chunks.ts';
import type { Observation } from '../observation.ts';
import type { Meter, Reading } from '../quantity.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { type Axis, binsOf } from './axis.ts';
import type { Bins, Counted } from './counted.ts';
import { countsOfProducts, countsOfValues } from './counts-of.ts';

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
    const all = this.#counted(observation);
    const ranges = axes.map(({ range }) => clone(range));
    this.#follow(observation, all);
    return {
      tensors: [observation.gradientNorms, sumOf(all.map(({ counts }) => counts)), ...ranges],
      value: (norms, counts, ...read) => {
        if (!norms.every(Number.isFinite)) return null;
        const edges = axes.map((axis, i) => axis.edges(read[i]));
        return value(Array.from(counts), edges);
      },
    };
  }

  dispose(): void {
    for (const axis of this.#kind.axes) axis.dispose();
  }

  #counted({ samples, before }: Observation): Counted[] {
    const [{ range, bins }, ofParameter] = this.#kind.axes;
    const binsFor = (i: number): Bins => ({
      range,
      bins,
      rows: ofParameter ? binsOf(before[i], ofParameter.range, ofParameter.bins) : null,
      rowBins: ofParameter?.bins ?? 1,
    });
    return samples.factors().flatMap((factors, i) => {
      if (factors && runsOnHost()) return [countsOfProducts(factors, binsFor(i))];
      return inChunks(samples, i, before[i].size, (gradients) => countsOfValues(gradients, binsFor(i)));
    });
  }

  #follow({ step, before }: Observation, all: readonly Counted[]): void {
    const [ofGradient, ofParameter] = this.#kind.axes;
    if (ofGradient.follows(step)) ofGradient.follow(largestOf(all.map(({ largest }) => largest)));
    if (ofParameter?.follows(step)) ofParameter.follow(largestOf(before));
  }
}

const sumOf = (counts: readonly Tensor1D[]): Tensor1D => tidy(() => sum<Tensor1D>(stack([...counts]), 0));

/** The largest size of a value: [1]. */
const largestOf = (tensors: readonly Tensor[]): Tensor1D =>
  tidy((): Tensor1D => reshape(max(stack(tensors.map((tensor) => max(abs(tensor))))), [1]));

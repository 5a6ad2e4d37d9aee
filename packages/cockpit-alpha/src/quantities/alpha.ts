import { clone, keep, type Tensor, type Tensor1D, type Variable } from '@tensorflow/tfjs-core';
import { fitQuadratic, type Quadratic, type QuadraticObservations } from '../fit/fit-quadratic.ts';
import { normalizedStep } from '../fit/normalized-step.ts';
import type { Observation } from '../observation.ts';
import type { Meter, Quantity, Reading } from '../quantity.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import type { QuantityOptions } from '../single-step.ts';
import { mean, sampleVariance, sum } from '../statistics.ts';

/** The normalised length of one step, known at the next. */
export interface AlphaValue {
  /** The step that it is of: from where the variables were before it to where they were before the next. */
  readonly since: number;
  /** -1 stays, 0 lands in the parabola's minimum, 1 is as high on its other side; null where there is no parabola. */
  readonly alpha: number | null;
  /** w0 + w1 s + w2 s² along the step. */
  readonly fit: Quadratic | null;
  /** What it is fitted to: losses, slopes along the step of unit length, and the samples' variances of both. */
  readonly observed: QuadraticObservations;
}

/**
 * The normalised step length (Schneider, Dangel & Hennig, Cockpit, 2021): a parabola is fitted through the
 * losses and the slopes of two batches, at the start and at the end of a step, each weighed by its variance over the
 * samples, and tells where on it the step ended.
 *
 * Works from the projections dᵀg_i of the samples' gradients on the step d that the variables really made, so that
 * every optimizer will do; the gradients themselves are never made. A step that is due is measured together with the
 * next one: its value is in the next one's record, under `since`. From one step to the next d is held, and two numbers
 * a sample.
 *
 * A batch of one has no variance: the other batch's is taken, and where that is of one too, all four observations
 * weigh alike. Alpha is null where the optimizer took no step, and where a loss is not finite.
 */
export function alpha(options: QuantityOptions = {}): Quantity<AlphaValue> {
  const schedule = scheduleOf('alpha', options);
  return { meter: () => new AlphaMeter(schedule) };
}

/** What the start of a step leaves for its end. */
interface Begun {
  readonly since: number;
  readonly variables: readonly Variable[];
  readonly direction: readonly Tensor[];
  /** losses, dᵀg_i, ‖d‖² by each variable. */
  readonly start: readonly Tensor1D[];
}

class AlphaMeter implements Meter<AlphaValue> {
  readonly needsSamples = true;
  readonly #schedule: Schedule;
  #begun: Begun | null = null;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  isDue(step: number): boolean {
    return this.#schedule(step) || this.#begun?.since === step - 1;
  }

  measure(observation: Observation): Reading<AlphaValue> | null {
    const begun = this.#begun;
    this.#begun = null;
    try {
      const reading = begun && isNext(begun, observation) ? ended(begun, observation) : null;
      if (this.#schedule(observation.step)) this.#begun = begin(observation);
      return reading;
    } finally {
      release(begun);
    }
  }

  dispose(): void {
    release(this.#begun);
    this.#begun = null;
  }
}

/** Not after a step that was left out, nor where other variables are trained since. */
const isNext = ({ since, variables }: Begun, { step, variables: now }: Observation): boolean =>
  since === step - 1 && variables.length === now.length && variables.every((variable, i) => variable === now[i]);

function begin({ step, variables, samples, update, alongUpdate, squaredUpdate }: Observation): Begun {
  const start = [samples.losses, alongUpdate, squaredUpdate].map((tensor) => keep(clone(tensor)));
  return { since: step, variables, direction: update.map((tensor) => keep(clone(tensor))), start };
}

function release(begun: Begun | null): void {
  for (const tensor of [...(begun?.direction ?? []), ...(begun?.start ?? [])]) tensor.dispose();
}

function ended({ since, direction, start }: Begun, { samples }: Observation): Reading<AlphaValue> {
  const tensors = [...start.map((tensor) => clone(tensor)), samples.losses, samples.project([...direction])];
  return {
    tensors,
    value: (startLosses, startSlopes, squares, endLosses, endSlopes) => {
      const observed = observations(Math.sqrt(sum(squares)), [startLosses, endLosses], [startSlopes, endSlopes]);
      const fit = fitQuadratic(observed);
      return { since, alpha: normalizedStep(fit, observed.step), fit, observed };
    },
  };
}

type Two<T> = [start: T, end: T];

function observations(step: number, losses: Two<Float32Array>, projections: Two<Float32Array>): QuadraticObservations {
  const slopes = projections.map((all) => Float64Array.from(all, (each) => each / step)) as Two<Float64Array>;
  return {
    step,
    losses: [mean(losses[0]), mean(losses[1])],
    slopes: step === 0 ? [0, 0] : [mean(slopes[0]), mean(slopes[1])],
    lossVariances: variances(losses),
    slopeVariances: step === 0 ? [0, 0] : variances(slopes),
  };
}

/** Those of both batches; a batch of one borrows the other's. */
function variances([start, end]: Two<ArrayLike<number>>): Two<number> {
  const [first, last] = [sampleVariance(start), sampleVariance(end)];
  return [first ?? last ?? 0, last ?? first ?? 0];
}

import { clone } from '@tensorflow/tfjs-core';
import { fitQuadratic, type Quadratic, type QuadraticObservations } from '../fit/fit-quadratic.ts';
import { normalizedStep } from '../fit/normalized-step.ts';
import { beginStep } from '../interval/begin-step.ts';
import { beginSteps } from '../interval/begin-steps.ts';
import type { Begun, Interval } from '../interval/interval.ts';
import type { Observation } from '../observation.ts';
import type { Meter, Quantity, Reading } from '../quantity.ts';
import { requireWhole } from '../require.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import type { QuantityOptions } from '../single-step.ts';
import { sampleVariance } from '../statistics.ts';

export interface AlphaOptions extends QuantityOptions {
  /** How many updates one value is of: from where the variables were before the first to where they are after the last. */
  readonly over?: number;
}

/** The normalised length of one step or of several, known at the next. */
export interface AlphaValue {
  /** The first step that it is of: from where the variables were before it to where they were before the record's step. */
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
 * With `over: n` a value is of n updates, and d is what they made together. d is known only at the end: until then the
 * samples' gradients are held, as factors where a layer is dense and in full elsewhere.
 *
 * A batch of one has no variance: the other batch's is taken, and where that is of one too, all four observations
 * weigh alike. So they do where the loss is one of the whole batch, whose samples cannot be told apart (Batch-Shaping, batch
 * normalisation): a batch is one observation then. A penalty on the variables has no variance.
 * Alpha is null where the optimizer took no step, and where a loss is not finite.
 */
export function alpha(options: AlphaOptions = {}): Quantity<AlphaValue> {
  const schedule = scheduleOf('alpha', options, ['over']);
  const { over = 1 } = options;
  requireWhole('alpha', 'over', over, 1);
  return { meter: () => new AlphaMeter(schedule, over) };
}

/** An interval that has not ended yet. */
interface Open {
  readonly since: number;
  readonly variables: Observation['variables'];
  readonly begun: Begun;
}

class AlphaMeter implements Meter<AlphaValue> {
  readonly needsSamples = true;
  readonly #schedule: Schedule;
  readonly #over: number;
  #open: readonly Open[] = [];

  constructor(schedule: Schedule, over: number) {
    this.#schedule = schedule;
    this.#over = over;
  }

  isDue(step: number): boolean {
    return this.#schedule(step) || this.#open.some(({ since }) => since + this.#over === step);
  }

  measure(observation: Observation): Reading<AlphaValue> | null {
    const { step, variables } = observation;
    const known = this.#open;
    // One whose end was left out never ends, nor one of other variables.
    this.#open = known.filter((each) => each.since + this.#over > step && isSame(each.variables, variables));
    const closed = known.filter((each) => !this.#open.includes(each));
    try {
      if (this.#schedule(step)) {
        const begun = this.#over === 1 ? beginStep(observation) : beginSteps(observation);
        this.#open = [...this.#open, { since: step, variables, begun }];
      }
      const last = closed.find((each) => each.since + this.#over === step && isSame(each.variables, variables));
      return last ? readingOf(last.since, last.begun.ended(observation)) : null;
    } finally {
      for (const { begun } of closed) begun.release();
    }
  }

  dispose(): void {
    for (const { begun } of this.#open) begun.release();
    this.#open = [];
  }
}

const isSame = (one: Observation['variables'], other: Observation['variables']): boolean =>
  one.length === other.length && one.every((variable, i) => variable === other[i]);

function readingOf(since: number, { length, start, end }: Interval): Reading<AlphaValue> {
  const both = [start, end];
  const tensors = [length, ...both.flatMap(({ loss, slope, losses, slopes }) => [loss, slope, losses, slopes])];
  return {
    tensors: tensors.map((tensor) => clone(tensor)),
    value: (
      [step],
      [startLoss],
      [startSlope],
      startLosses,
      startSlopes,
      [endLoss],
      [endSlope],
      endLosses,
      endSlopes,
    ) => {
      const observed: QuadraticObservations = {
        step,
        losses: [startLoss, endLoss],
        slopes: [startSlope, endSlope],
        lossVariances: variances(startLosses, endLosses),
        slopeVariances: variances(startSlopes, endSlopes),
      };
      const fit = fitQuadratic(observed);
      return { since, alpha: normalizedStep(fit, observed.step), fit, observed };
    },
  };
}

/** Those of both batches; a batch of one borrows the other's. */
function variances(start: ArrayLike<number>, end: ArrayLike<number>): [start: number, end: number] {
  const [first, last] = [sampleVariance(start), sampleVariance(end)];
  return [first ?? last ?? 0, last ?? first ?? 0];
}

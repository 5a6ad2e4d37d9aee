import { type Optimizer, type Scalar, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { meanLoss } from './mean-loss.ts';
import type { Observation } from './observation.ts';
import { observedStep } from './observed-step.ts';
import type { Meter } from './quantity.ts';
import { type Answer, attempt, read, readoutOf } from './readout.ts';
import type { CockpitRecord, Quantities } from './record.ts';

/** A step that has been made. */
export interface Trained<Q extends Quantities> {
  /** The loss before it, which is the caller's own; null where nobody asked. */
  readonly loss: Scalar | null;
  readonly record: Promise<CockpitRecord<Q>>;
}

export interface StepOptions {
  readonly optimizer: Optimizer;
  /** Returns the losses of the samples, [batch], or their mean. */
  readonly losses: () => Tensor;
  readonly returnLoss?: boolean;
}

/** The meters of one run, and the count of its steps. */
export class Instruments<Q extends Quantities> {
  nextStep: number;
  readonly #variables: Variable[];
  readonly #strict: boolean;
  readonly #meters: readonly [name: string, meter: Meter<unknown>][];

  constructor(variables: Variable[], quantities: Q, { strict, firstStep }: { strict: boolean; firstStep: number }) {
    this.#variables = variables;
    this.#strict = strict;
    this.#meters = Object.entries(quantities).map(([name, quantity]) => [name, quantity.meter(variables)]);
    this.nextStep = firstStep;
  }

  /** Makes one step, and measures what is due. */
  step({ optimizer, losses, returnLoss = false }: StepOptions): Trained<Q> {
    const step = this.nextStep++;
    // Where nothing is to be trained, the optimizer says so.
    const due = this.#variables.some(({ trainable }) => trainable) ? dueAt(step, this.#meters) : [];
    if (due.length > 0) return this.#measured(step, due, { optimizer, losses, returnLoss });
    const loss = optimizer.minimize(() => meanLoss(losses), returnLoss, this.#variables);
    return { loss, record: Promise.resolve({ step, values: {}, problems: {} }) };
  }

  dispose(): void {
    for (const [, meter] of this.#meters) meter.dispose();
  }

  #measured(step: number, due: readonly Due[], { optimizer, losses, returnLoss }: Required<StepOptions>): Trained<Q> {
    const needs = {
      samples: due.some(([, { needsSamples }]) => needsSamples),
      hessian: due.some(([, { needsHessian }]) => needsHessian),
    };
    let answers: Answer[] = [];
    let readout = readoutOf([]);
    const [loss = null] = tidy(() => {
      const observation = observedStep(optimizer, losses, { step, variables: this.#variables, needs });
      try {
        answers = due.map(([name, meter, problem]) => ask(name, meter, problem ?? observation));
        const failed = answers.find(({ problem }) => problem);
        if (this.#strict && failed) throw failed.problem;
        readout = readoutOf(answers);
        return returnLoss ? [observation.loss] : [];
      } finally {
        observation.release();
      }
    });
    return { loss, record: recorded<Q>(step, read(readout, answers), answers, this.#strict) };
  }
}

/** A meter that has to see a step, or that failed to say so. */
type Due = readonly [name: string, meter: Meter<unknown>, problem?: Error];

function dueAt(step: number, meters: readonly (readonly [string, Meter<unknown>])[]): Due[] {
  return meters.flatMap(([name, meter]): Due[] => {
    const isDue = attempt(() => meter.isDue(step));
    if (isDue instanceof Error) return [[name, meter, isDue]];
    return isDue ? [[name, meter]] : [];
  });
}

function ask(name: string, meter: Meter<unknown>, seen: Observation | Error): Answer {
  const reading = seen instanceof Error ? seen : attempt(() => meter.measure(seen));
  return reading instanceof Error ? { name, reading: null, problem: reading } : { name, reading };
}

/** Where nothing can be read, for instance because the device is lost, that is the problem of all that was due. */
async function recorded<Q extends Quantities>(
  step: number,
  reading: Promise<[string, unknown][]>,
  answers: readonly Answer[],
  strict: boolean,
): Promise<CockpitRecord<Q>> {
  const found = await reading.catch((error: unknown): [string, unknown][] =>
    answers.map(({ name }) => [name, error instanceof Error ? error : new Error(String(error))]),
  );
  const problems = found.filter(([, value]) => value instanceof Error);
  if (strict && problems.length > 0) throw problems[0][1];
  const values = found.filter(([, value]) => !(value instanceof Error));
  return { step, values: Object.fromEntries(values), problems: Object.fromEntries(problems) } as CockpitRecord<Q>;
}

import { type Optimizer, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { meanLoss } from './mean-loss.ts';
import type { Observation } from './observation.ts';
import { observedStep } from './observed-step.ts';
import type { Meter } from './quantity.ts';
import { type Answer, attempt, read, readoutOf } from './readout.ts';
import type { CockpitRecord, Quantities } from './record.ts';
import { requireQuantities, requireVariables, requireWhole, type Weight } from './require.ts';

export interface CockpitOptions {
  /** Whether an instrument that fails stops the training; if not, the step's record tells its problem. */
  readonly strict?: boolean;
  /** The number of the first step, of a run that is gone on with. */
  readonly firstStep?: number;
}

/** Trains, and measures on the way. */
export interface Cockpit<Q extends Quantities> {
  /** The number of the step that comes next. */
  readonly nextStep: number;
  /**
   * One step of training by the mean of the losses, as `optimizer.minimize` makes it, before this function returns.
   * What is measured is read afterwards, in one piece: whoever does not await it does not wait. A step at which
   * nothing is due is a plain step.
   * @param losses returns the losses of the samples, of shape [batch]
   * @returns the record of the step; it rejects only in strict mode
   * @throws whatever `losses` and the optimizer throw; in strict mode, after the step, what an instrument throws
   */
  step(optimizer: Optimizer, losses: () => Tensor): Promise<CockpitRecord<Q>>;
  /** Frees what is held from one step to the next. */
  dispose(): void;
}

/**
 * Instruments for a training loop of one's own (Schneider, Dangel & Hennig, Cockpit, NeurIPS 2021). Each step runs
 * forward and backward once, whatever is measured of it; gradients are never made sample by sample unless a quantity
 * needs every one of them (`gradientHistogram` does).
 * @param variables what is trained, or the `trainableWeights` of a layers model
 * @param quantities what is measured, by the names that the values shall have
 */
export function cockpit<Q extends Quantities>(
  variables: readonly (Tensor | Weight)[],
  quantities: Q,
  options: CockpitOptions = {},
): Cockpit<Q> {
  const { strict = false, firstStep = 0 } = options;
  const trained = requireVariables(variables);
  requireQuantities(quantities);
  requireWhole('cockpit', 'firstStep', firstStep, 0);
  const meters = Object.entries(quantities).map(([name, quantity]): [string, Meter<unknown>] => [
    name,
    quantity.meter(trained),
  ]);
  let nextStep = firstStep;
  return {
    get nextStep() {
      return nextStep;
    },
    step(optimizer, losses) {
      const step = nextStep++;
      const due = dueAt(step, meters);
      if (due.length > 0) return measured(optimizer, losses, { step, variables: trained, due, strict });
      optimizer.minimize(() => meanLoss(losses), false, trained);
      return Promise.resolve({ step, values: {}, problems: {} });
    },
    dispose() {
      for (const [, meter] of meters) meter.dispose();
    },
  };
}

/** The meters that have to see the step, or failed to say so. */
function dueAt(step: number, meters: readonly [string, Meter<unknown>][]): [string, Meter<unknown>, Error?][] {
  return meters.flatMap(([name, meter]): [string, Meter<unknown>, Error?][] => {
    const isDue = attempt(() => meter.isDue(step));
    if (isDue instanceof Error) return [[name, meter, isDue]];
    return isDue ? [[name, meter]] : [];
  });
}

interface Measured {
  readonly step: number;
  readonly variables: readonly Variable[];
  readonly due: readonly [string, Meter<unknown>, Error?][];
  readonly strict: boolean;
}

function measured<Q extends Quantities>(
  optimizer: Optimizer,
  losses: () => Tensor,
  { step, variables, due, strict }: Measured,
): Promise<CockpitRecord<Q>> {
  const needsSamples = due.some(([, { needsSamples }]) => needsSamples);
  let answers: Answer[] = [];
  let readout = readoutOf([]);
  tidy(() => {
    const observation = observedStep(optimizer, losses, { step, variables, needsSamples });
    try {
      answers = due.map(([name, meter, problem]) => ask(name, meter, problem ?? observation));
      const failed = answers.find(({ problem }) => problem);
      if (strict && failed) throw failed.problem;
      readout = readoutOf(answers);
    } finally {
      observation.release();
    }
  });
  return recorded<Q>(step, read(readout, answers), answers, strict);
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

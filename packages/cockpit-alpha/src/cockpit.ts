import type { Optimizer, Tensor } from '@tensorflow/tfjs-core';
import { Instruments } from './instruments.ts';
import type { CockpitRecord, Quantities } from './record.ts';
import { requireOptions, requireQuantities, requireVariables, requireWhole, type Weight } from './require.ts';
import { requireUntracked } from './tracked.ts';

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
   * @param losses returns the losses of the samples, of shape [batch], or their mean as `tf.losses` makes it, to which
   * penalties on the variables may be added; it runs once
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
  requireOptions('cockpit', options, ['strict', 'firstStep'], '{ strict: true }');
  const { strict = false, firstStep = 0 } = options;
  const trained = requireVariables(variables);
  requireQuantities('cockpit', quantities);
  requireWhole('cockpit', 'firstStep', firstStep, 0);
  const instruments = new Instruments(trained, quantities, { strict, firstStep });
  let isDisposed = false;
  return {
    get nextStep() {
      return instruments.nextStep;
    },
    step(optimizer, losses) {
      if (isDisposed) throw new Error('cockpit.step: this cockpit was disposed; make another one to go on');
      requireUntracked('cockpit.step', optimizer);
      return instruments.step({ optimizer, losses }).record;
    },
    dispose() {
      isDisposed = true;
      instruments.dispose();
    },
  };
}

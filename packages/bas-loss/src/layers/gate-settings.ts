import { logitRelaxedBernoulli, type Prior, type PriorState, priorFrom, priorState } from '@hyperprior/priors';
import { checkOptions } from '../check.ts';
import { requireWeight } from './require-weight.ts';

/** Arguments of the gates of a layer. */
export interface GateArgs {
  /** Number of gates. Each multiplies an equal share of the units, in their order; one gate for each unit by default. */
  readonly gates?: number;
  /** Hidden units of the gate head; 16 by default. */
  readonly headUnits?: number;
  /** Share of samples for which a gate should open: the mean of a relaxed Bernoulli prior; 0.4 by default. */
  readonly target?: number;
  /** Temperature of that prior; 0.5 by default. */
  readonly temperature?: number;
  /** Prior of the gates' logits, in place of `target` and `temperature`: as itself, or as plain data. */
  readonly prior?: Prior | PriorState;
  /** Factor of the Batch-Shaping loss in the model's total; 10 by default, 0 for gates without it. */
  readonly weight?: number;
  /** Seed of the noise; the noise of step k has the seed `seed + k`. Without it, every run has its own noise. */
  readonly seed?: number;
}

/** Checked arguments, with the defaults filled in. */
export interface GateSettings extends Required<Omit<GateArgs, 'gates' | 'seed' | 'prior'>> {
  readonly gates: number;
  readonly seed: number | undefined;
  readonly prior: Prior;
  /** Whether the prior was given, and not made of target and temperature. */
  readonly hasOwnPrior: boolean;
}

/** Checks the arguments of the gates of `caller`, a layer of so many units. */
export function gateSettings(caller: string, units: number, args: GateArgs): GateSettings {
  const { gates = units, headUnits = 16, target = 0.4, temperature = 0.5, prior, weight = 10, seed } = args;
  requireWhole(caller, 'gates', gates, 1);
  if (units % gates !== 0) throw new RangeError(`${caller}: 'gates' must divide the ${units} units, but got ${gates}`);
  requireWhole(caller, 'headUnits', headUnits, 1);
  if (seed !== undefined) requireWhole(caller, 'seed', seed, 0);
  requireWeight(caller, weight);
  if (prior !== undefined && (args.target !== undefined || args.temperature !== undefined))
    throw new RangeError(`${caller}: 'prior' replaces 'target' and 'temperature'; leave one or the other out`);
  const ofLogits = prior ? priorFrom(caller, prior) : logitRelaxedBernoulli(target, temperature);
  checkOptions(ofLogits, {});
  return { gates, headUnits, target, temperature, prior: ofLogits, weight, seed, hasOwnPrior: prior !== undefined };
}

/** The settings as arguments that JSON can hold. Throws a TypeError if the prior cannot be saved. */
export function gateConfig(caller: string, settings: GateSettings): Record<string, unknown> {
  const { prior, hasOwnPrior, target, temperature, seed, ...plain } = settings;
  const held = hasOwnPrior ? { prior: priorState(caller, prior) } : { target, temperature };
  return { ...plain, ...held, ...(seed === undefined ? {} : { seed }) };
}

/** Throws unless the value is an integer of at least `least`. */
export function requireWhole(caller: string, name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${caller}: '${name}' must be a whole number of at least ${least}, but got ${value}`);
}

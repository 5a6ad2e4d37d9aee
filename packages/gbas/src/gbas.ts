import type { FamilyPrior, Prior } from '@hyperprior/priors';
import { Tensor, tensor1d, tidy, type Variable, variable } from '@tensorflow/tfjs-core';
import { requireObject } from './check.ts';
import { constrained, type GbasTerms, learned, lossOf, parametersOf, priorOf } from './loss.ts';
import type { ByParameter, GbasOptions } from './options.ts';
import { type GbasSettings, settingsOf } from './settings.ts';
import { type GbasState, stateOf } from './state.ts';

/** Priors that are learned, one for each slice of a batch, and the hyperpriors that constrain them. */
export interface Gbas<Name extends string = string> {
  /**
   * The loss of a batch, as scalars that can be differentiated in x and in `variables`.
   * @param x float32, with as many slices along `axis` as there are priors
   * @param step the training step, counted from 0: needed where weights warm up
   */
  loss(x: Tensor, step?: number): GbasTerms;
  /** Trainable variables, one of shape [slices] per learned parameter: unconstrained, before the map onto the family's range. */
  readonly variables: Variable[];
  /** The learned parameters as the family takes them, by name: new tensors of shape [slices]. */
  parameters(): Record<string, Tensor>;
  /** The current priors, differentiable in `variables`; call it inside a tidy. */
  prior(): FamilyPrior;
  /** Replaces all hyperpriors, from the next loss on. */
  setHyperprior(hyperprior: ByParameter<Prior, Name | 'mean'>): void;
  /** Returns the whole state as plain data, read from the device; `gbasFromJson` restores it. */
  toJSON(): Promise<GbasState>;
  dispose(): void;
}

/**
 * Generalized Batch-Shaping (Havtorn, Royer, Blankevoort & Ehteshami Bejnordi 2023): every slice of a batch, for instance every
 * gate's values, follows a prior of its own, whose parameters are learned along with the batch, while a hyperprior constrains
 * the distribution of the parameters over the slices:
 *
 *     L = mean over slices of BaS(x_slice, prior_slice) + BaS(parameters, hyperprior) + penalty(parameters)
 *
 * with BaS the Batch-Shaping loss of `@hyperprior/bas-loss`.
 * @throws RangeError or TypeError that names the option, before any tensor is made
 */
export function gbas<Name extends string>(options: GbasOptions<Name>): Gbas<Name>;
export function gbas(options: GbasOptions): Gbas {
  const settings = settingsOf(options);
  const start = learned(settings).map(({ initial, bijector }) => initial.map(bijector.inverse));
  return gbasOf(options, settings, start);
}

/** Makes a `Gbas` whose variables start at these values. */
export function gbasOf(given: GbasOptions, checked: GbasSettings, start: readonly Float32Array[]): Gbas {
  let [options, settings] = [given, checked];
  const variables: Variable[] = tidy(() => start.map((values) => variable(tensor1d(values))));
  return {
    variables,
    loss(x, step) {
      checkInput(x, settings);
      checkStep(step, settings);
      return lossOf(x, variables, settings, step ?? 0);
    },
    parameters: () => parametersOf(variables, settings),
    prior: () => priorOf(constrained(variables, settings), settings),
    setHyperprior(hyperprior) {
      requireObject("'hyperprior'", hyperprior, '{ mean: beta(3, 7) }');
      const next = { ...options, target: undefined, hyperprior };
      settings = settingsOf(next);
      options = next;
    },
    toJSON: () => stateOf(options, settings, variables),
    dispose() {
      for (const each of variables) each.dispose();
    },
  };
}

function checkStep(step: number | undefined, { weights }: GbasSettings): void {
  if (step === undefined && Object.values(weights).every(({ warmUp }) => warmUp === 0)) return;
  if (step !== undefined && Number.isSafeInteger(step) && step >= 0) return;
  throw new RangeError(
    `gbas.loss: 'step' must be the training step, a whole number from 0, as weights warm up by it, but got ${step}`,
  );
}

function checkInput(x: unknown, { slices, axis }: GbasSettings): void {
  if (!(x instanceof Tensor)) throw new TypeError(`gbas.loss: 'x' must be a tensor, but got ${String(x)}`);
  if (x.isDisposed)
    throw new TypeError("gbas.loss: 'x' must be a live tensor, but is disposed; keep it until it has been used");
  const found = x.shape[axis < 0 ? axis + x.rank : axis];
  if (found !== slices)
    throw new RangeError(
      `gbas.loss: 'x' must have ${slices} slices along axis ${axis}, one for each prior, but got shape [${x.shape.join(', ')}]`,
    );
}

import { ActivityLoss, type LayerArgs, type Shape, singleShape, splitArgs } from '@hyperprior/bas-loss/layers';
import { type Prior, type PriorState, priorFrom, priorState } from '@hyperprior/priors';
import { add, clone, type Scalar, type serialization, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { initializers, type layers } from '@tensorflow/tfjs-layers';
import { requireWhole } from '../check.ts';
import { given } from '../given.ts';
import { learned, lossOf, parametersOf } from '../loss.ts';
import type { ByParameter, GbasOptions } from '../options.ts';
import { type GbasSettings, settingsOf } from '../settings.ts';
import { makerOf, type NamedFamily, nameOf, type ParameterNames } from './families.ts';

type LayerVariable = ReturnType<layers.Layer['addWeight']>;

/**
 * Arguments of `GbasRegularizer`: those of every layer, and `GbasOptions` without `slices`, which are those of the input
 * along `axis`. A family may be given by its name.
 */
export interface GbasRegularizerArgs<Family extends NamedFamily = NamedFamily>
  extends LayerArgs,
    Omit<GbasOptions<ParameterNames<Family>>, 'family' | 'slices' | 'hyperprior'> {
  readonly family: Family;
  readonly hyperprior?: ByParameter<Prior | PriorState, ParameterNames<Family> | 'mean'>;
  /** Number of training steps already done, for a resumed training: warm-ups continue from there. */
  readonly step?: number;
}

type Own = Omit<GbasRegularizerArgs, keyof LayerArgs | 'step'>;

/**
 * Layer that returns its input unchanged and, in training, adds the generalized Batch-Shaping loss of the input to the
 * model's: put it behind the activation to shape. Its weights are the free parameters of the priors, one for
 * each slice of its input; they are trained, saved and loaded with the model, as is the step up to which warm-ups have come.
 * It takes no masks: a loss of how values are spread would count the masked ones.
 * @throws RangeError or TypeError if an option is invalid, when the layer is made
 */
export class GbasRegularizer<Family extends NamedFamily = NamedFamily> extends ActivityLoss {
  static get className(): string {
    return 'GbasRegularizer';
  }

  readonly #own: Own;
  #settings: GbasSettings | null = null;
  #free: LayerVariable[] = [];
  #step: number;

  constructor(args: GbasRegularizerArgs<Family>) {
    const { step = 0, ...rest }: GbasRegularizerArgs = args;
    const { shared, own } = splitArgs(rest);
    requireWhole('step', step, 0);
    super(shared);
    this.#own = own;
    this.#step = step;
    settingsOf(this.optionsFor(slicesIn(own)));
  }

  /** The priors' learned parameters as the family takes them, by name: new tensors of shape [slices]. */
  parameters(): Record<string, Tensor> {
    const settings = this.#settings;
    if (!settings)
      throw new Error('GbasRegularizer: there are no parameters yet; build the layer, or the model, first');
    return parametersOf(
      this.#free.map((weight) => weight.read()),
      settings,
    );
  }

  override build(inputShape: Shape | Shape[]): void {
    const shape = singleShape(inputShape);
    const { axis = -1 } = this.#own;
    const slices = shape[axis < 0 ? axis + shape.length : axis];
    if (!slices)
      throw new RangeError(
        `GbasRegularizer: the input must have a known number of slices along axis ${axis}, but has shape [${shape.join(', ')}]`,
      );
    const settings = settingsOf(this.optionsFor(slices));
    this.#settings = settings;
    this.#free = learned(settings).map(({ name, initial, bijector }) => {
      const weight = this.addWeight(name, [slices], 'float32', initializers.zeros());
      tidy(() => void weight.write(tensor1d(initial.map(bijector.inverse))));
      return weight;
    });
    super.build(inputShape);
  }

  override call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    this.record(x, kwargs);
    return clone(x);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return singleShape(inputShape);
  }

  override getConfig(): serialization.ConfigDict {
    const { family, hyperprior = {}, initial = {}, ...plain } = this.#own;
    const own = {
      ...plain,
      family: nameOf(makerOf(family)),
      hyperprior: changed(hyperprior, (prior) => priorState('GbasRegularizer', prior)),
      initial: changed(initial, (value) => (typeof value === 'number' ? value : Array.from(value))),
    };
    return { ...super.getConfig(), ...JSON.parse(JSON.stringify({ ...own, step: this.#step })) };
  }

  protected override activityLoss(activations: readonly Tensor[]): Scalar {
    const settings = this.#settings;
    if (!settings) throw new Error('GbasRegularizer: the layer is not built');
    const free = this.#free.map((weight) => weight.read());
    const step = this.#step++;
    return tidy(() =>
      activations.map((x) => lossOf(x, free, settings, step).total).reduce((sum, loss) => add<Scalar>(sum, loss)),
    );
  }

  private optionsFor(slices: number): GbasOptions {
    const { family, hyperprior = {}, ...rest } = this.#own;
    const priors = changed(hyperprior, (prior) => priorFrom('GbasRegularizer', prior));
    return { ...rest, slices, family: makerOf(family), hyperprior: priors };
  }
}

/** Number of slices that the initial values imply; 1 if each is one number for all. */
function slicesIn({ initial }: Own): number {
  const [list] = given(initial).flatMap(([, values]) => (typeof values === 'number' ? [] : [values.length]));
  return list ?? 1;
}

function changed<From, To>(values: ByParameter<From>, change: (value: From) => To): ByParameter<To> {
  return Object.fromEntries(given(values).map(([name, value]) => [name, change(value)]));
}

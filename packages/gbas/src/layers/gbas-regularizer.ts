import type { Prior } from '@hyperprior/priors';
import { add, clone, type Scalar, scalar, serialization, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { requireWhole } from '../check.ts';
import { learned, lossOf, parametersOf } from '../loss.ts';
import type { Maker } from '../maker.ts';
import type { ByParameter, GbasOptions } from '../options.ts';
import { definedIn, type GbasSettings, settingsOf } from '../settings.ts';
import type { PriorState } from '../state.ts';
import { makerNamed, nameOf, priorFrom, priorState } from './families.ts';

type LayerVariable = ReturnType<layers.Layer['addWeight']>;

/** As `GbasOptions`; the number of slices is that of the input along `axis`, and a family may be told by its name. */
export interface GbasRegularizerArgs extends Omit<GbasOptions, 'family' | 'slices' | 'hyperprior'> {
  readonly family: Maker | string;
  readonly hyperprior?: ByParameter<Prior | PriorState>;
  /** The training step that comes first, where a training is gone on with: what warms up has gone so far. */
  readonly step?: number;
  readonly name?: string;
  readonly trainable?: boolean;
  /** Of one sample, where the layer is a model's first. */
  readonly inputShape?: (number | null)[];
  readonly batchInputShape?: (number | null)[];
}

/** What a saved model's configuration has besides. */
type Saved = Readonly<Partial<Record<'dtype' | 'customObjects', unknown>>>;

/** What is of every layer, and what is of this one. */
function split(args: GbasRegularizerArgs & Saved) {
  const { name, trainable, inputShape, batchInputShape, step = 0, ...rest } = args;
  const { dtype: _dtype, customObjects: _objects, ...own } = rest;
  requireWhole('step', step, 0);
  return { shared: definedIn({ name, trainable, inputShape, batchInputShape }), step, own };
}

/**
 * A layer that hands its input on unchanged and, in training, adds the generalized Batch-Shaping loss of it to the
 * model's: put it behind the activation that is to be shaped. Its weights are the free parameters of the priors, one for
 * each slice of its input; they are trained, saved and loaded with the model, as is the step up to which warm-ups have come.
 * It takes no masks: a loss of how values are spread would count the masked ones.
 */
export class GbasRegularizer extends layers.Layer {
  static get className(): string {
    return 'GbasRegularizer';
  }

  readonly #own: ReturnType<typeof split>['own'];
  #settings: GbasSettings | null = null;
  #free: LayerVariable[] = [];
  /** What this training step has seen. */
  #seen: Tensor[] = [];
  #step: number;

  constructor(args: GbasRegularizerArgs) {
    const { shared, step, own } = split(args);
    super(shared);
    makerNamed(own.family);
    this.#own = own;
    this.#step = step;
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

  override build(inputShape: (number | null)[] | (number | null)[][]): void {
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
    this.addLoss(() => this.takeLoss());
    this.built = true;
  }

  override call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    if (kwargs?.training) this.#seen.push(x);
    return clone(x);
  }

  override computeOutputShape(inputShape: (number | null)[] | (number | null)[][]): (number | null)[] {
    return singleShape(inputShape);
  }

  override getConfig(): serialization.ConfigDict {
    const { family, hyperprior = {}, initial = {}, ...plain } = this.#own;
    const own = {
      ...plain,
      family: nameOf(makerNamed(family)),
      hyperprior: changed(hyperprior, priorState),
      initial: changed(initial, (value) => (typeof value === 'number' ? value : Array.from(value))),
    };
    return { ...super.getConfig(), ...JSON.parse(JSON.stringify({ ...own, step: this.#step })) };
  }

  private optionsFor(slices: number): GbasOptions {
    const { family, hyperprior = {}, ...rest } = this.#own;
    return { ...rest, slices, family: makerNamed(family), hyperprior: changed(hyperprior, priorFrom) };
  }

  /** The loss of what was seen since it was last asked for. */
  private takeLoss(): Scalar {
    // What a call outside of fit has left is disposed by now.
    const seen = this.#seen.filter((x) => !x.isDisposed);
    this.#seen = [];
    const settings = this.#settings;
    if (!settings || seen.length === 0) return scalar(0);
    const free = this.#free.map((weight) => weight.read());
    const step = this.#step++;
    return tidy(() =>
      seen.map((x) => lossOf(x, free, settings, step).total).reduce((sum, loss) => add<Scalar>(sum, loss)),
    );
  }
}

/** Lets TF.js load models that have these layers. */
export function registerGbasLayers(): void {
  serialization.registerClass(GbasRegularizer);
}

const singleShape = (shape: (number | null)[] | (number | null)[][]): (number | null)[] =>
  Array.isArray(shape[0]) ? shape[0] : (shape as (number | null)[]);

function changed<From, To>(values: ByParameter<From>, change: (value: From) => To): ByParameter<To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

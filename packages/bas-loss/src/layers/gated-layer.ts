import {
  add,
  expandDims,
  log,
  matMul,
  mul,
  randomUniform,
  relu,
  reshape,
  type Scalar,
  type serialization,
  sub,
  Tensor,
  tidy,
  tile,
} from '@tensorflow/tfjs-core';
import { initializers, type layers } from '@tensorflow/tfjs-layers';
import { basLoss } from '../bas-loss.ts';
import { hardGate, straightThroughGate } from '../straight-through.ts';
import { ActivityLoss } from './activity-loss.ts';
import { type GateArgs, type GateSettings, gateConfig, gateSettings } from './gate-settings.ts';
import { type LayerArgs, type Shape, singleShape } from './layer-args.ts';

export type { GateArgs } from './gate-settings.ts';

type LayerVariable = ReturnType<layers.Layer['addWeight']>;

/** Gates that a layer has used for a batch, and the multiplications that one sample takes. */
export interface UsedGates {
  /** [batch, gates], of 0 and 1. */
  readonly gates: Tensor;
  /** Multiplications of the layer with all gates open. */
  readonly layer: number;
  /** Multiplications of the gate head. */
  readonly head: number;
}

/** Functions that see the gates of a layer's calls. */
const observers = new WeakMap<GatedLayer, (used: UsedGates) => void>();

/** Passes the hard gates of the layer's calls to `observer` until the returned function is called. */
export function observeGates(layer: GatedLayer, observer: (used: UsedGates) => void): () => void {
  observers.set(layer, observer);
  return () => void observers.delete(layer);
}

/**
 * Layer whose units are multiplied by gates, which a small head decides from the layer's input, sample by sample. In training
 * a gate is 1[logit + logistic noise > 0], with the gradient of a sigmoid (straight-through), and the Batch-Shaping loss of
 * the noise-free logits is added to the model's loss, so that each gate opens for the share of samples that the prior says.
 * At test time a gate is 1[logit > 0].
 */
export abstract class GatedLayer extends ActivityLoss {
  protected readonly settings: GateSettings;
  /** The layer whose units are gated. Its weights are weights of this layer; its name is never shown. */
  readonly #gated: layers.Layer;
  #head: readonly LayerVariable[] = [];
  #step = 0;

  /**
   * @param caller name of the layer's class, for errors
   * @param units number of units of the layer
   */
  constructor(caller: string, shared: LayerArgs, gated: layers.Layer, units: number, gates: GateArgs) {
    super(shared);
    this.settings = gateSettings(caller, units, gates);
    this.#gated = gated;
  }

  /** Number of features that the head gets of an input. */
  protected abstract headFeatures(inputShape: Shape): number;

  /** The head's features of a batch, [batch, features]. */
  protected abstract headInput(x: Tensor): Tensor;

  override build(inputShape: Shape | Shape[]): void {
    const shape = singleShape(inputShape);
    const features = this.headFeatures(shape);
    this.#gated.build(shape);
    this._trainableWeights.push(...this.#gated.trainableWeights);
    this.addLoss(this.#gated.losses);
    const { headUnits, gates, seed } = this.settings;
    const glorot = (offset: number) => initializers.glorotUniform(seed === undefined ? {} : { seed: seed + offset });
    this.#head = [
      this.addWeight('head_kernel', [features, headUnits], 'float32', glorot(1)),
      this.addWeight('head_bias', [headUnits], 'float32', initializers.zeros()),
      this.addWeight('gate_kernel', [headUnits, gates], 'float32', glorot(2)),
      this.addWeight('gate_bias', [gates], 'float32', initializers.zeros()),
    ];
    super.build(inputShape);
  }

  /** Logits of the gates of a batch, [batch, gates]: a gate is open at test time where its logit is above 0. */
  gateLogits(x: Tensor): Tensor {
    if (this.#head.length === 0)
      throw new Error(`${this.name}: there are no gates yet; build the layer, or the model, first`);
    return tidy(() => {
      const [headKernel, headBias, gateKernel, gateBias] = this.#head.map((weight) => weight.read());
      const hidden = relu(add(product(this.headInput(x), headKernel), headBias));
      return add(product(hidden, gateKernel), gateBias);
    });
  }

  override call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const isTraining = Boolean(kwargs?.training);
    const { logits, gates, output } = tidy(() => {
      const logits = this.gateLogits(x);
      const gates = isTraining ? straightThroughGate(add(logits, this.noise(logits.shape))) : hardGate(logits);
      const units = this.#gated.apply(x, kwargs);
      if (!(units instanceof Tensor)) throw new Error(`${this.name}: a gated layer must have one output`);
      return { logits, gates, output: mul(units, this.spread(gates, units.shape)) };
    });
    this.record(logits, kwargs);
    if (!isTraining) {
      observers.get(this)?.({ gates, ...this.multiplications(output.shape) });
      logits.dispose();
      gates.dispose();
    }
    return output;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return singleShape(this.#gated.computeOutputShape(inputShape));
  }

  override getConfig(): serialization.ConfigDict {
    const { name: _name, trainable: _trainable, ...gated } = this.#gated.getConfig();
    const gates = gateConfig(this.getClassName(), this.settings);
    return { ...gated, ...super.getConfig(), ...JSON.parse(JSON.stringify(gates)) };
  }

  protected override activityLoss(activations: readonly Tensor[]): Scalar {
    const { prior, weight } = this.settings;
    return tidy(() => {
      const losses = activations.map((logits) => basLoss(logits, prior, { axis: 1 }));
      return mul<Scalar>(
        losses.reduce((sum, loss) => add<Scalar>(sum, loss)),
        weight,
      );
    });
  }

  /** Logistic noise of this call. */
  private noise(shape: number[]): Tensor {
    const { seed } = this.settings;
    const own = seed === undefined ? undefined : seed + this.#step++;
    const uniform = randomUniform(shape, 1e-7, 1 - 1e-7, 'float32', own);
    return sub(log(uniform), log(sub(1, uniform)));
  }

  /** The gates of each unit, in a shape that broadcasts to the output's, [batch, ..., units]. */
  private spread(gates: Tensor, outputShape: readonly number[]): Tensor {
    const [batch, units] = [outputShape[0], outputShape[outputShape.length - 1]];
    const each = tile(expandDims(gates, 2), [1, 1, units / this.settings.gates]);
    return reshape(each, [batch, ...outputShape.slice(1, -1).map(() => 1), units]);
  }

  /** Every weight of the gated kernel is used once at each output position. */
  private multiplications(outputShape: readonly number[]): { layer: number; head: number } {
    const size = ({ shape }: LayerVariable) => shape.reduce<number>((all, length) => all * (length ?? 1), 1);
    const positions = outputShape.slice(1, -1).reduce((all, length) => all * length, 1);
    const [headKernel, , gateKernel] = this.#head;
    return { layer: positions * size(this.#gated.trainableWeights[0]), head: size(headKernel) + size(gateKernel) };
  }
}

function product(a: Tensor, b: Tensor): Tensor {
  if (a.rank !== 2 || b.rank !== 2) throw new Error('a gate head takes matrices');
  return matMul(a, b);
}

import {
  add,
  div,
  engine,
  getBackend,
  mul,
  type NamedTensorMap,
  Optimizer,
  sqrt,
  square,
  sub,
  type Tensor,
  tidy,
  util,
  type Variable,
} from '@tensorflow/tfjs-core';
import { runHostKernel, runsOnHost } from '../host-kernel.ts';
import { type AdamOptions, checkAdamOptions, checkLearningRate } from './adam-options.ts';
import { type AdamStep, adamStepKernel, biasCorrections } from './adam-step.ts';
import { adamPart, hasAdamKernel } from './gpu/adam-kernel.ts';
import { type MomentPair, Moments, type NamedTensor } from './moments.ts';

interface Update {
  readonly target: Variable;
  readonly gradient: Tensor;
}

/** Adam whose update is one pass over a variable where that is the fastest. Made by `adam()`. */
export class Adam extends Optimizer {
  /** TF.js's own name: settings and weights are the same, so a saved model loads with either. */
  static get className(): string {
    return 'Adam';
  }

  readonly #moments = new Moments();
  readonly #options: Required<AdamOptions>;
  #learningRate: number;

  constructor(options: AdamOptions) {
    super();
    this.#options = checkAdamOptions(options);
    this.#learningRate = this.#options.learningRate;
  }

  get learningRate(): number {
    return this.#learningRate;
  }

  /** The step size from the next update on. */
  setLearningRate(learningRate: number): void {
    checkLearningRate('setLearningRate', learningRate);
    this.#learningRate = learningRate;
  }

  /**
   * Updates each variable that has a gradient.
   * @throws Error when there is no variable of a name, or a gradient's shape is not its variable's; nothing has changed then
   */
  override applyGradients(gradients: NamedTensorMap | NamedTensor[]): void {
    const updates = collectUpdates(gradients);
    const step = { ...this.#options, learningRate: this.#learningRate, iteration: this.iterations + 1 };
    this.#moments.claim(updates.map(({ target }) => target));
    for (const update of updates) {
      const apply = fastest(update.target.size);
      apply(update, this.#moments.of(update.target), step);
    }
    this.incrementIterations();
  }

  /** The iteration count and the moments, in TF.js's order; the count is a new tensor, the moments are Adam's own. */
  override async getWeights(): Promise<NamedTensor[]> {
    return [await this.saveIterations(), ...this.#moments.save()];
  }

  /** Goes on from what `getWeights` gave; the tensors stay the caller's. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    this.#moments.restore(await this.extractIterations(weights));
  }

  override getConfig(): { learningRate: number; beta1: number; beta2: number; epsilon: number } {
    return { ...this.#options, learningRate: this.#learningRate };
  }

  /** Disposes the moments. */
  override dispose(): void {
    this.#moments.dispose();
  }
}

/**
 * The Adam optimizer, `w ← w - α m̂ / (√v̂ + ε)` with `m̂ = m / (1 - β₁ᵗ)` and `v̂ = v / (1 - β₂ᵗ)`
 * (Kingma & Ba 2015, Algorithm 1): the numbers of `tf.train.adam` and of PyTorch's Adam with the same ε.
 * On cpu and wasm an update is one kernel per variable (on wasm up to 16,383 values), on the webgl and webgpu of
 * `selectBackend` three programs; elsewhere a dozen plain operations.
 * @throws RangeError when a setting is out of range
 */
export function adam(options: AdamOptions): Adam {
  return new Adam(options);
}

/** From this size on wasm's vector instructions outweigh what a dozen operations cost to call. */
const vectorSize = 2 ** 14;

function fastest(size: number): Apply {
  if (hasAdamKernel()) return applyOnGpu;
  return runsOnHost() && (getBackend() === 'cpu' || size < vectorSize) ? applyFused : applyByOperations;
}

type Apply = (update: Update, moments: MomentPair, step: AdamStep) => void;

function collectUpdates(gradients: NamedTensorMap | NamedTensor[]): Update[] {
  const named = Array.isArray(gradients)
    ? gradients
    : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
  return named.filter(({ tensor }) => tensor != null).map(({ name, tensor }) => checkedUpdate(name, tensor));
}

function checkedUpdate(name: string, gradient: Tensor): Update {
  const target = engine().registeredVariables[name];
  if (!target)
    throw new Error(`adam: every gradient must belong to a tf.Variable, but there is no variable named '${name}'`);
  if (target.dtype !== 'float32')
    throw new Error(`adam: every variable must be float32, but '${name}' is ${target.dtype}`);
  if (!util.arraysEqual(target.shape, gradient.shape))
    throw new Error(
      `adam: the gradient of '${name}' must have the variable's shape [${target.shape}], but got shape [${gradient.shape}]`,
    );
  return { target, gradient };
}

/**
 * Writes new memory and then swaps it in. Not in place: on cpu a variable's memory may be the very array that the
 * caller made it from, or that `data()` handed out.
 */
function applyFused({ target, gradient }: Update, { first, second }: MomentPair, step: AdamStep): void {
  assignAll([target, first, second], runHostKernel(adamStepKernel, [target, gradient, first, second], step));
}

/** Three programs, where `selectBackend` has registered them. */
function applyOnGpu({ target, gradient }: Update, { first, second }: MomentPair, step: AdamStep): void {
  const m = adamPart('first', [first, gradient], step);
  const v = adamPart('second', [second, gradient], step);
  assignAll([target, first, second], [adamPart('value', [target, m, v], step), m, v]);
}

/** With ε and the corrections moved around so that no operation is spent on them. */
function applyByOperations({ target, gradient }: Update, { first, second }: MomentPair, step: AdamStep): void {
  const { learningRate, beta1, beta2, epsilon } = step;
  const [correction1, correction2] = biasCorrections(step);
  const root = Math.sqrt(correction2);
  tidy(() => {
    const m = add(mul(first, beta1), mul(gradient, 1 - beta1));
    const v = add(mul(second, beta2), mul(square(gradient), 1 - beta2));
    const direction = div(m, add(sqrt(v), epsilon * root));
    const value = sub(target, mul(direction, (learningRate * root) / correction1));
    assignWithoutDisposing([target, first, second], [value, m, v]);
  });
}

function assignAll(targets: readonly Variable[], values: readonly Tensor[]): void {
  assignWithoutDisposing(targets, values);
  for (const value of values) value.dispose();
}

function assignWithoutDisposing(targets: readonly Variable[], values: readonly Tensor[]): void {
  targets.forEach((target, i) => {
    target.assign(values[i]);
  });
}

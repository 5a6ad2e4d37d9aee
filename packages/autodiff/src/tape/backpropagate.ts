import { add, Greater, getGradient, Sum, type Tensor, tidy, util, zeros } from '@tensorflow/tfjs-core';
import { path, type Step, usedOf } from './path.ts';
import type { TapeNode } from './tape-node.ts';

/**
 * Reverse-mode differentiation over a tape: the gradients of Σ ⟨dys, ys⟩ by each of xs, `null` where ys do not depend
 * on it, zeros where they do so by whole numbers alone. The caller tidies.
 */
export function backpropagate(
  nodes: readonly TapeNode[],
  xs: readonly Tensor[],
  ys: readonly Tensor[],
  dys: readonly Tensor[],
): (Tensor | null)[] {
  const gradients = new Gradients();
  ys.forEach((y, i) => {
    gradients.add(y, dys[i]);
  });
  const steps = path(nodes, xs, ys);
  for (let at = steps.length - 1; at >= 0; at--) stepBack(steps[at], gradients);
  const found = xs.map((x) => gradients.of(x));
  if (!found.includes(null)) return found;
  const used = usedOf(nodes, xs, ys);
  return found.map((gradient, i) => gradient ?? (used.has(xs[i]) ? zeros(xs[i].shape) : null));
}

function stepBack({ node, inputs }: Step, gradients: Gradients): void {
  if (!node.gradient) throw new Error(`gradient function not found for ${node.kernelName}: ${whyMissing()}`);
  const dys = node.outputs.map((y) => gradients.of(y));
  // TF.js makes zeros where there is no gradient, though its type does not say so.
  const byInput = node.gradient(dys as Tensor[]);
  for (const name of inputs) {
    if (!(name in byInput)) throw new Error(`the gradient of ${node.kernelName} has none for its input '${name}'`);
    const dx = tidy(() => byInput[name]());
    requireLike(dx, node.inputs[name], `the gradient of ${node.kernelName} by its input '${name}'`);
    gradients.add(node.inputs[name], dx);
  }
}

function whyMissing(): string {
  if (!getGradient(Sum))
    return "TensorFlow.js's gradients are not registered here; call installGradients(), which does it";
  // TF.js has none of this one, so it tells whether ours are there.
  if (!getGradient(Greater)) return 'TensorFlow.js has none; call installGradients(), which adds many';
  return 'neither TensorFlow.js nor installGradients() has one; write it by tf.registerGradient or tf.customGrad';
}

function requireLike(dx: Tensor, x: Tensor, what: string): void {
  if (dx.dtype !== 'float32') throw new Error(`${what} must be float32, but is ${dx.dtype}`);
  if (!util.arraysEqual(dx.shape, x.shape))
    throw new Error(`${what} must have its shape [${x.shape.join(', ')}], but has [${dx.shape.join(', ')}]`);
}

/** The gradient so far of each tensor. */
class Gradients {
  readonly #sums = new Map<number, Tensor>();
  /** Sums made here, which nothing else can hold. */
  readonly #own = new Set<Tensor>();

  of({ id }: Tensor): Tensor | null {
    return this.#sums.get(id) ?? null;
  }

  add({ id }: Tensor, dx: Tensor): void {
    const before = this.#sums.get(id);
    if (!before) {
      this.#sums.set(id, dx);
      return;
    }
    const sum = add(before, dx);
    this.#sums.set(id, sum);
    this.#own.add(sum);
    if (this.#own.has(before)) before.dispose();
  }
}

import type { PerSample } from '@hyperprior/autodiff';
import { div, keep, type Scalar, square, sub, Tensor, type Tensor1D, tidy, type Variable } from '@tensorflow/tfjs-core';
import { dot } from './norms/dot.ts';
import { lengthOf, normsOf, unitOf } from './norms/norms-of.ts';
import { deviationsOf } from './scatter/deviations-of.ts';

/** What a step was made of. */
export interface Taken {
  /** The number of the step. */
  readonly step: number;
  /** Those that are trained, in their order. */
  readonly variables: readonly Variable[];
  /** The variables' values before the step. */
  readonly before: readonly Tensor[];
  /** The mean of the losses before the step. */
  readonly loss: Scalar;
  /** Its gradient by each variable. */
  readonly gradient: readonly Tensor[];
  /** The samples' losses and gradients, or what stood in the way of them; null where nobody asked. */
  readonly samples: PerSample | Error | null;
  /** The Hessian of the mean loss before the step, times a vector with a tensor for each variable; only where it is needed. */
  hessianProduct(vector: readonly Tensor[]): Tensor[];
  /** The Gauss-Newton matrix of the mean loss by an output, times such a vector; only where the Hessian is needed. */
  gaussNewtonProduct(output: Tensor, vector: readonly Tensor[]): Tensor[];
}

/**
 * One step of training, as meters see it. What is derived is computed when the first meter asks for it, once, and
 * lives to the end of the step.
 */
export class Observation {
  readonly step: number;
  readonly variables: readonly Variable[];
  readonly before: readonly Tensor[];
  readonly loss: Scalar;
  readonly gradient: readonly Tensor[];
  readonly #taken: Taken;
  readonly #known = new Map<string, Tensor | readonly Tensor[]>();

  constructor(taken: Taken) {
    this.#taken = taken;
    this.step = taken.step;
    this.variables = taken.variables;
    this.before = taken.before;
    this.loss = taken.loss;
    this.gradient = taken.gradient;
  }

  /** Of the gradients g_i of each sample's own loss. Throws what `perSample` threw, where it could not measure them. */
  get samples(): PerSample {
    const { samples } = this.#taken;
    if (samples === null) throw new Error('cockpit: a meter asks for samples, but says that it needs none');
    if (samples instanceof Error) throw samples;
    return samples;
  }

  /**
   * The samples' own gradients g_i, without penalties that all have in common; null where the samples cannot be told apart,
   * as where the loss is one of the whole batch.
   */
  get separable(): PerSample | null {
    return this.#taken.samples instanceof Error ? null : this.samples.unpenalized;
  }

  /** The step d that the variables have really made, whatever the optimizer is. */
  get update(): readonly Tensor[] {
    return this.once('update', () => this.variables.map((variable, i) => sub(variable, this.before[i])));
  }

  /** ‖g‖ by each variable, of the mean gradient g: [variables]. Right wherever it is representable. */
  get gradientNorms(): Tensor1D {
    return this.once('gradientNorms', () => normsOf(this.gradient));
  }

  /** ‖d‖ by each variable: [variables]. */
  get updateNorms(): Tensor1D {
    return this.once('updateNorms', () => normsOf(this.update));
  }

  /** The direction of the mean gradient, g / ‖g‖; zeros where g is 0. */
  get gradientDirection(): readonly Tensor[] {
    return this.once('gradientDirection', () => unitOf(this.gradient, lengthOf(this.gradient)));
  }

  /** The direction of the step, d / ‖d‖; zeros where d is 0. */
  get updateDirection(): readonly Tensor[] {
    return this.once('updateDirection', () => unitOf(this.update, lengthOf(this.update)));
  }

  /** The derivative of the mean loss along the step's direction. */
  get slope(): Scalar {
    return this.once('slope', () => dot(this.updateDirection, this.gradient));
  }

  /** ‖g‖² by each variable: [variables]. Overflows from a norm of 1.8e19 on, and vanishes below 1e-23. */
  get squaredGradient(): Tensor1D {
    return this.once('squaredGradient', () => square(this.gradientNorms));
  }

  /** ‖d‖² by each variable: [variables]. Overflows and vanishes as `squaredGradient` does. */
  get squaredUpdate(): Tensor1D {
    return this.once('squaredUpdate', () => square(this.updateNorms));
  }

  /** gᵀg_i: [batch]. */
  get alongGradient(): Tensor1D {
    return this.once('alongGradient', () => this.samples.project([...this.gradient]));
  }

  /** dᵀg_i: [batch]. */
  get alongUpdate(): Tensor1D {
    return this.once('alongUpdate', () => this.samples.project([...this.update]));
  }

  /** The samples' slopes along the mean gradient's direction, without penalties that all have in common: [batch]. */
  get slopesAlongGradient(): Tensor1D {
    return this.once('slopesAlongGradient', () => this.samples.unpenalized.project([...this.gradientDirection]));
  }

  /** √ Σ_i (g_i - g)², value by value, by each variable. */
  get deviations(): readonly Tensor[] {
    return this.once('deviations', () => deviationsOf(this.samples.unpenalized, this.#meansOfSamples()));
  }

  /** √ Σ_i ‖g_i - g‖² by each variable: [variables]. */
  get deviationNorms(): Tensor1D {
    return this.once('deviationNorms', () => normsOf(this.deviations));
  }

  /** ‖g_i‖: [batch]. */
  get norms(): Tensor1D {
    return this.once('norms', () => this.samples.norms());
  }

  /** The means of g_i² over the samples, value by value, by each variable. */
  get meanSquares(): readonly Tensor[] {
    const { losses } = this.samples;
    return this.once('meanSquares', () =>
      tidy(() => this.samples.squaredSum().map((squares) => div(squares, losses.size))),
    );
  }

  /** The Hessian of the mean loss, before the step, times a vector with a tensor for each variable. */
  hessianProduct(vector: readonly Tensor[]): Tensor[] {
    return this.#taken.hessianProduct(vector);
  }

  /** The Gauss-Newton matrix of the mean loss, before the step, by an output of the model, times such a vector. */
  gaussNewtonProduct(output: Tensor, vector: readonly Tensor[]): Tensor[] {
    return this.#taken.gaussNewtonProduct(output, vector);
  }

  /** What is made at the first call of this name in this step, for all meters; a `tidy` around that call leaves it. */
  once<Value extends Tensor | readonly Tensor[]>(name: string, make: () => Value): Value {
    const known = this.#known.get(name);
    if (known) return known as Value;
    const made = make();
    for (const tensor of tensorsOf(made)) keep(tensor);
    this.#known.set(name, made);
    return made;
  }

  /** The means of the samples' own gradients, which are the mean gradient's where no penalty was added. */
  #meansOfSamples(): readonly Tensor[] {
    const { unpenalized, losses } = this.samples;
    if (unpenalized === this.samples) return this.gradient;
    return tidy(() => unpenalized.total().map((total) => div(total, losses.size)));
  }

  /** Frees what has been made. */
  release(): void {
    for (const made of this.#known.values()) for (const tensor of tensorsOf(made)) tensor.dispose();
    this.#known.clear();
  }
}

const tensorsOf = (made: Tensor | readonly Tensor[]): readonly Tensor[] => (made instanceof Tensor ? [made] : made);

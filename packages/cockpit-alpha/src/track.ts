import {
  engine,
  type NamedTensorMap,
  Optimizer,
  type Scalar,
  type serialization,
  type Variable,
} from '@tensorflow/tfjs-core';
import type { CockpitOptions } from './cockpit.ts';
import { Instruments } from './instruments.ts';
import type { CockpitRecord, Quantities } from './record.ts';
import { requireOptimizer, requireOptions, requireQuantities, requireWhole } from './require.ts';
import { markTracked, requireUntracked } from './tracked.ts';

export interface TrackOptions<Q extends Quantities> extends CockpitOptions {
  /** Is called with the record of each step at which something was due, in their order, once it has been read. */
  readonly onRecord?: (record: CockpitRecord<Q>) => void;
}

/** A callback of `model.fit`, which waits for the records of each batch: these then come as the training goes. */
export interface TrackCallback {
  onBatchEnd(): Promise<void>;
  onTrainEnd(): Promise<void>;
}

/**
 * An optimizer that measures the steps which another one makes: for `model.compile`, `fit`, `fitDataset` and
 * `trainOnBatch`, or wherever `minimize` is called. The losses of the samples are found by what the model's loss is the
 * mean of, with regularizers as a part of each; a model is run as often as without. Everything else is the other
 * optimizer's: its name, its configuration and its weights, so that a model is saved and loaded as if it had that one.
 * @param optimizer makes the steps
 * @param quantities what is measured, by the names that the values shall have
 */
export const track = <Q extends Quantities>(
  optimizer: Optimizer,
  quantities: Q,
  options: TrackOptions<Q> = {},
): TrackedOptimizer<Q> => new TrackedOptimizer(optimizer, quantities, options);

type NamedTensor = Parameters<Optimizer['setWeights']>[0][number];

/** What `track` returns. */
export class TrackedOptimizer<Q extends Quantities> extends Optimizer {
  readonly #optimizer: Optimizer;
  readonly #quantities: Q;
  readonly #options: Required<TrackOptions<Q>>;
  #instruments: { readonly variables: readonly Variable[]; readonly of: Instruments<Q> } | null = null;
  #reading: Promise<void> = Promise.resolve();
  #problem: { readonly error: unknown } | null = null;
  #isDisposed = false;

  constructor(optimizer: Optimizer, quantities: Q, options: TrackOptions<Q>) {
    super();
    requireOptimizer(optimizer);
    requireUntracked('track', optimizer);
    requireQuantities('track', quantities);
    requireOptions('track', options, ['strict', 'firstStep', 'onRecord'], '{ onRecord: console.log }');
    const { strict = false, firstStep = 0, onRecord = () => {} } = options;
    requireWhole('track', 'firstStep', firstStep, 0);
    if (typeof onRecord !== 'function')
      throw new TypeError(`track: 'onRecord' must be a function, but is ${String(onRecord)}`);
    this.#optimizer = optimizer;
    this.#quantities = quantities;
    this.#options = { strict, firstStep, onRecord };
    markTracked(this);
  }

  /** To be passed to `model.fit` among its callbacks. */
  get callback(): TrackCallback {
    return { onBatchEnd: () => this.settled(), onTrainEnd: () => this.settled() };
  }

  /** The number of the step that comes next. */
  get nextStep(): number {
    return this.#instruments?.of.nextStep ?? this.#options.firstStep;
  }

  /**
   * Resolves when all that has been measured has been read and handed to `onRecord`.
   * @throws what `onRecord` has thrown since the last call, and in strict mode what an instrument has
   */
  async settled(): Promise<void> {
    await this.#reading;
    const problem = this.#problem;
    this.#problem = null;
    if (problem) throw problem.error;
  }

  override minimize(f: () => Scalar, returnCost = false, varList?: Variable[]): Scalar | null {
    this.#requireAlive('minimize');
    const instruments = this.#instrumentsFor(varList ?? trainableVariables());
    const { loss, record } = instruments.step({ optimizer: this.#optimizer, losses: f, returnLoss: returnCost });
    this.#reading = Promise.all([record, this.#reading]).then(
      ([read]) => this.#tell(read),
      (error: unknown) => this.#note(error),
    );
    return loss;
  }

  /** Frees what is held from one step to the next, and the optimizer's own weights. It makes no steps afterwards. */
  override dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#instruments?.of.dispose();
    this.#instruments = null;
    this.#optimizer.dispose();
  }

  override applyGradients(gradients: NamedTensorMap | NamedTensor[]): void {
    this.#requireAlive('applyGradients');
    this.#optimizer.applyGradients(gradients);
  }

  override get iterations(): number {
    return this.#optimizer.iterations;
  }

  override saveIterations(): Promise<NamedTensor> {
    return this.#optimizer.saveIterations();
  }

  override getWeights(): Promise<NamedTensor[]> {
    return this.#optimizer.getWeights();
  }

  override setWeights(weights: NamedTensor[]): Promise<void> {
    return this.#optimizer.setWeights(weights);
  }

  getConfig(): serialization.ConfigDict {
    return this.#optimizer.getConfig();
  }

  override getClassName(): string {
    return this.#optimizer.getClassName();
  }

  #requireAlive(call: string): void {
    if (this.#isDisposed)
      throw new Error(`track.${call}: this tracked optimizer was disposed; track another optimizer to train further`);
  }

  /** Those of the variables that are trained; when others are, a part of a model for instance, they begin anew. */
  #instrumentsFor(variables: Variable[]): Instruments<Q> {
    const known = this.#instruments;
    if (known && isSame(known.variables, variables)) return known.of;
    const options = { strict: this.#options.strict, firstStep: this.nextStep };
    known?.of.dispose();
    const of = new Instruments([...variables], this.#quantities, options);
    this.#instruments = { variables: [...variables], of };
    return of;
  }

  #tell(record: CockpitRecord<Q>): void {
    const isEmpty = Object.keys(record.values).length + Object.keys(record.problems).length === 0;
    if (isEmpty) return;
    try {
      this.#options.onRecord(record);
    } catch (error) {
      this.#note(error);
    }
  }

  /** The first problem is kept for whoever waits. */
  #note(error: unknown): void {
    this.#problem ??= { error };
  }
}

const trainableVariables = (): Variable[] =>
  Object.values(engine().registeredVariables).filter(({ trainable }) => trainable);

const isSame = (one: readonly Variable[], other: readonly Variable[]): boolean =>
  one.length === other.length && one.every((variable, i) => variable === other[i]);

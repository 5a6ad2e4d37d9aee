import { type Cockpit, cockpit } from '@hyperprior/cockpit-alpha';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { DeviceTable } from '../classification/device-table.ts';
import { read, unlessLost } from '../training/read.ts';
import { packValues, restoreState, type TrainingState } from '../training/training-state.ts';
import type { Batch } from './batches.ts';
import { crossEntropies } from './cross-entropies.ts';
import type { AlphaTraining, AlphaTrainingResult } from './frame.ts';
import { History } from './history.ts';
import { type AlphaRecord, instruments } from './instruments.ts';
import { accuracyOn } from './measure.ts';
import { type Classifier, classifier } from './network.ts';
import { type AlphaOptimizer, disposeOptimizer, momentsOf, optimizerNamed, type RatedOptimizer } from './optimizers.ts';

export interface TrainingOptions {
  readonly optimizer: AlphaOptimizer;
  readonly widths: readonly number[];
  readonly seed: number;
  /** Whether each step keeps the state before it. */
  readonly resumable: boolean;
}

/** State to resume a training from; its step is repeated. */
export interface TrainingStart {
  readonly step: number;
  readonly shown: AlphaTraining;
  readonly state: TrainingState | null;
}

/** One network that is trained and measured at every step. */
export class Training {
  readonly network: Classifier;
  readonly #options: TrainingOptions;
  readonly #optimizer: RatedOptimizer;
  readonly #cockpit: Cockpit<ReturnType<typeof instruments>>;
  readonly #history: History;
  /** State before the latest step. */
  #before: { readonly updates: number; readonly values: Tensor } | null = null;
  #rate: number;

  constructor(rate: number, options: TrainingOptions, start?: TrainingStart) {
    this.network = classifier(options.widths, options.seed);
    this.#options = options;
    this.#optimizer = optimizerNamed(options.optimizer, rate);
    this.#cockpit = cockpit(this.network.variables, instruments(), { strict: true, firstStep: start?.step });
    this.#history = new History(start?.shown);
    this.#rate = this.isLive ? rate : (start?.shown.rate ?? rate);
  }

  /** Whether the training goes on; a diverged one has ended. */
  get isLive(): boolean {
    return this.#history.diverged === null;
  }

  /** Sets the learning rate from the next step on. A training that has ended keeps its own. */
  setRate(rate: number): void {
    if (!this.isLive) return;
    this.#rate = rate;
    this.#optimizer.setLearningRate(rate);
  }

  async step(batch: Batch): Promise<void> {
    const rate = this.#rate;
    this.#history.add(await this.#train(batch), rate);
  }

  /** Repeats the step before which the state was saved, and which the history already has. */
  async resume({ shown, state }: TrainingStart, batch: Batch): Promise<void> {
    if (!state) return;
    await restoreState(this.network.variables, this.#optimizer, state, momentsOf[this.#options.optimizer]);
    this.#optimizer.setLearningRate(shown.rates[shown.rates.length - 1]);
    await this.#train(batch);
    this.#optimizer.setLearningRate(this.#rate);
  }

  async #train({ x, labels }: Batch): Promise<AlphaRecord> {
    if (this.#options.resumable) await this.#remember();
    const losses = () => crossEntropies(this.network.logits(x), labels);
    return unlessLost(this.#cockpit.step(this.#optimizer, losses));
  }

  async #remember(): Promise<void> {
    this.#before?.values.dispose();
    const updates = this.#optimizer.iterations;
    const moments = momentsOf[this.#options.optimizer];
    this.#before = { updates, values: await packValues(this.network.variables, this.#optimizer, moments) };
  }

  /** State before the latest step; null if the training has ended. */
  async state(): Promise<TrainingState | null> {
    const before = this.#before;
    if (!before || !this.isLive) return null;
    this.#before = null;
    return { updates: before.updates, values: await read(before.values) };
  }

  /** Measures the accuracy. @param step the updates until now */
  async test(table: DeviceTable, step: number): Promise<void> {
    this.#history.addAccuracy({ step, accuracy: await accuracyOn(table, this.network) });
  }

  /** Returns all that was measured; each record is returned once. */
  show(): AlphaTraining {
    return { rate: this.#rate, ...this.#history.show() };
  }

  /** @param end loss and accuracy after the last step, where it has not diverged */
  result(end: Pick<AlphaTrainingResult, 'finalLoss' | 'accuracy'>): AlphaTrainingResult {
    return { rate: this.#rate, ...end, ...this.#history.result() };
  }

  dispose(): void {
    this.#before?.values.dispose();
    this.#cockpit.dispose();
    disposeOptimizer(this.#options.optimizer, this.#optimizer);
    this.network.dispose();
  }
}

import { type AlphaValue, type Cockpit, cockpit } from '@hyperprior/cockpit-alpha';
import type { DeviceTable } from '../gates/device-table.ts';
import { unlessLost } from '../tensors/read.ts';
import type { Batch } from './batches.ts';
import { crossEntropies } from './cross-entropies.ts';
import type { AlphaAccuracy, AlphaTraining, AlphaTrainingResult } from './frame.ts';
import { type AlphaRecord, instruments } from './instruments.ts';
import { accuracyOn } from './measure.ts';
import { type Classifier, classifier } from './network.ts';
import { type AlphaOptimizer, disposeOptimizer, optimizerNamed, type RatedOptimizer } from './optimizers.ts';
import { spreadOf } from './spread.ts';

/** So many alphas are behind a running median. */
const recent = 20;
/** A loss of so many times the first one is of a training that has diverged. */
const tooHigh = 10;

/** One network that is trained and measured at every step. */
export class Training {
  readonly network: Classifier;
  readonly #optimizerName: AlphaOptimizer;
  readonly #optimizer: RatedOptimizer;
  readonly #cockpit: Cockpit<ReturnType<typeof instruments>>;
  readonly #rates: number[] = [];
  readonly #losses: number[] = [];
  readonly #alphas: number[] = [];
  readonly #medians: number[] = [];
  readonly #accuracies: AlphaAccuracy[] = [];
  #records: AlphaRecord[] = [];
  #latest: AlphaValue | null = null;
  #rate: number;
  #diverged: number | null = null;

  constructor(rate: number, optimizer: AlphaOptimizer, { widths, seed }: { widths: readonly number[]; seed: number }) {
    this.network = classifier(widths, seed);
    this.#optimizerName = optimizer;
    this.#optimizer = optimizerNamed(optimizer, rate);
    this.#cockpit = cockpit(this.network.variables, instruments(), { strict: true });
    this.#rate = rate;
  }

  /** A training that has diverged has ended. */
  get isLive(): boolean {
    return this.#diverged === null;
  }

  /** The learning rate from the next step on. */
  setRate(rate: number): void {
    this.#rate = rate;
    this.#optimizer.setLearningRate(rate);
  }

  async step({ x, labels }: Batch): Promise<void> {
    this.#rates.push(this.#rate);
    const losses = () => crossEntropies(this.network.logits(x), labels);
    const record = await unlessLost(this.#cockpit.step(this.#optimizer, losses));
    const { loss = Number.NaN, alpha = null } = record.values;
    this.#records.push(record);
    this.#losses.push(loss);
    this.#latest = alpha ?? this.#latest;
    if (alpha) this.#addAlpha(alpha.alpha ?? Number.NaN);
    if (!(loss <= tooHigh * this.#losses[0] && Number.isFinite(loss))) this.#diverged = record.step;
  }

  #addAlpha(alpha: number): void {
    this.#alphas.push(alpha);
    this.#medians.push(spreadOf(this.#alphas.slice(-recent))?.median ?? Number.NaN);
  }

  /** Measures the accuracy. @param step the updates until now */
  async test(table: DeviceTable, step: number): Promise<void> {
    this.#accuracies.push({ step, accuracy: await accuracyOn(table, this.network) });
  }

  /** What has come of it; its records are told once. */
  show(): AlphaTraining {
    const records = this.#records;
    this.#records = [];
    return {
      rate: this.#rate,
      diverged: this.#diverged,
      rates: Float64Array.from(this.#rates),
      losses: Float64Array.from(this.#losses),
      alphas: Float64Array.from(this.#alphas),
      medians: Float64Array.from(this.#medians),
      spread: spreadOf(this.#alphas),
      latest: this.#latest,
      accuracies: [...this.#accuracies],
      records,
    };
  }

  /** @param end loss and accuracy after the last step, where it has not diverged */
  result(end: Pick<AlphaTrainingResult, 'finalLoss' | 'accuracy'>): AlphaTrainingResult {
    return {
      rate: this.#rate,
      steps: this.#losses.length,
      diverged: this.#diverged,
      ...end,
      alpha: spreadOf(this.#alphas),
      losses: [...this.#losses],
      alphas: this.#losses.map((_, step) => numberOrNull(this.#alphas[step])),
    };
  }

  dispose(): void {
    this.#cockpit.dispose();
    disposeOptimizer(this.#optimizerName, this.#optimizer);
    this.network.dispose();
  }
}

const numberOrNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

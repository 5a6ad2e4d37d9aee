import type { AlphaValue } from '@hyperprior/cockpit-alpha';
import type { AlphaAccuracy, AlphaTraining, AlphaTrainingResult } from './frame.ts';
import type { AlphaRecord } from './instruments.ts';
import { spreadOf } from './spread.ts';

/** Number of alphas behind a running median. */
const recent = 20;
/** Multiple of the first loss from which a training has diverged. */
const tooHigh = 10;

/** Measurements of a training so far. */
export class History {
  readonly #rates: number[];
  readonly #losses: number[];
  readonly #alphas: number[];
  readonly #medians: number[];
  readonly #accuracies: AlphaAccuracy[];
  #records: AlphaRecord[] = [];
  #latest: AlphaValue | null;
  #diverged: number | null;

  /** @param from the training to resume, if it is not a new one */
  constructor(from?: AlphaTraining) {
    this.#rates = [...(from?.rates ?? [])];
    this.#losses = [...(from?.losses ?? [])];
    this.#alphas = [...(from?.alphas ?? [])];
    this.#medians = [...(from?.medians ?? [])];
    this.#accuracies = [...(from?.accuracies ?? [])];
    this.#latest = from?.latest ?? null;
    this.#diverged = from?.diverged ?? null;
  }

  /** First diverged step, or null. */
  get diverged(): number | null {
    return this.#diverged;
  }

  /** @param rate the learning rate of the step */
  add(record: AlphaRecord, rate: number): void {
    const { loss = Number.NaN, alpha = null } = record.values;
    this.#records.push(record);
    this.#rates.push(rate);
    this.#losses.push(loss);
    this.#latest = alpha ?? this.#latest;
    if (alpha) this.#addAlpha(alpha.alpha ?? Number.NaN);
    if (!(loss <= tooHigh * this.#losses[0] && Number.isFinite(loss))) this.#diverged = record.step;
  }

  #addAlpha(alpha: number): void {
    this.#alphas.push(alpha);
    this.#medians.push(spreadOf(this.#alphas.slice(-recent))?.median ?? Number.NaN);
  }

  addAccuracy(accuracy: AlphaAccuracy): void {
    this.#accuracies.push(accuracy);
  }

  /** Returns all measurements; each record is returned once. */
  show(): Omit<AlphaTraining, 'rate'> {
    const records = this.#records;
    this.#records = [];
    return {
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

  /** Returns the part of the result that the history knows. */
  result(): Omit<AlphaTrainingResult, 'rate' | 'finalLoss' | 'accuracy'> {
    return {
      steps: this.#losses.length,
      diverged: this.#diverged,
      alpha: spreadOf(this.#alphas),
      losses: [...this.#losses],
      alphas: this.#losses.map((_, step) => numberOrNull(this.#alphas[step])),
    };
  }
}

const numberOrNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

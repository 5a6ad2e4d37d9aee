import type {
  ChannelCurve,
  ChannelGatesFrame,
  ChannelGatesResult,
  ChannelPoint,
  ChannelTraining,
  UngatedResult,
} from './frame.ts';
import { type ChannelMethod, channelMethods, methodLabels } from './methods.ts';
import type { ChannelGatesSettings } from './settings.ts';

/** One training with gates. */
export interface GatedTraining {
  /** Place in the order of all trainings, the two without gates first. */
  readonly index: number;
  readonly method: ChannelMethod;
  /** Target of the priors, or weight of the penalty. */
  readonly setting: number;
}

/** Points of a run so far. */
export class Curves {
  ungated: UngatedResult | null;
  #finished: number;
  readonly #settings: ChannelGatesSettings;
  readonly #points: Map<ChannelMethod, readonly ChannelPoint[]>;

  constructor(settings: ChannelGatesSettings, resume: ChannelGatesFrame | null) {
    this.#settings = settings;
    this.ungated = resume?.ungated ?? null;
    this.#points = new Map(resume?.curves.map(({ method, points }) => [method, points]));
    this.#finished = this.#trainings.length - this.missing.length + (this.ungated ? 1 : 0);
  }

  /** Trainings with gates that remain, in their order: method by method. */
  get missing(): GatedTraining[] {
    return this.#trainings.filter(
      ({ method, setting }) => !this.#of(method).some((point) => point.setting === setting),
    );
  }

  get #trainings(): GatedTraining[] {
    const { only, targets, penalties } = this.#settings;
    return channelMethods
      .filter((method) => only.includes(method))
      .flatMap((method) => (method === 'l0' ? penalties : targets).map((setting) => ({ method, setting })))
      .map((training, i) => ({ ...training, index: 2 + i }));
  }

  add(method: ChannelMethod, point: ChannelPoint): void {
    this.#points.set(method, [...this.#of(method), point]);
  }

  /** Makes the frame after an epoch of a training; once for each. */
  frame(training: ChannelTraining): ChannelGatesFrame {
    if (training.epoch === training.epochs) this.#finished++;
    return {
      kind: 'channel-gates',
      training,
      finished: this.#finished,
      trainings: this.#trainings.length + 2,
      ungated: this.ungated,
      curves: this.#curves(),
    };
  }

  result(backend: string): ChannelGatesResult {
    const { seed, channels } = this.#settings;
    const curves = this.#curves();
    const points = curves.reduce((sum, curve) => sum + curve.points.length, 0);
    return {
      experiment: 'channel-gates',
      backend,
      completed: points === this.#trainings.length,
      seed,
      channels,
      ungated: this.ungated,
      curves: Object.fromEntries(curves.map((curve) => [curve.method, curve.points])),
    };
  }

  #curves(): ChannelCurve[] {
    const asked = [...new Set(this.#trainings.map(({ method }) => method))];
    return asked.map((method) => ({ method, label: methodLabels[method], points: this.#asked(method) }));
  }

  /** Points of a method, in the order of the settings. */
  #asked(method: ChannelMethod): ChannelPoint[] {
    const own = this.#trainings.filter((training) => training.method === method);
    return own.flatMap(({ setting }) => this.#of(method).find((point) => point.setting === setting) ?? []);
  }

  #of(method: ChannelMethod): readonly ChannelPoint[] {
    return this.#points.get(method) ?? [];
  }
}

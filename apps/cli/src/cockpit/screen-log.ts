import { type LoggedRecord, LogReader } from '@hyperprior/cockpit-alpha';

/** Of these only the latest is drawn, and each is as large as many steps of all the rest. */
const histograms = ['gradientHistogram', 'gradientHistogram2d'];

/** These have a number for each variable. */
const byVariable = ['distance', 'updateSize', 'gradientNorm', 'hessianTrace'];

/** A log of which is kept what the screen shows, so that one larger than memory can be read. */
export class ScreenLog {
  readonly #reader: LogReader;
  readonly #latest = new Map<string, { readonly step: number; readonly value: unknown }>();

  /** @param see is given each record as a whole */
  constructor(see: (record: LoggedRecord) => void = () => {}) {
    this.#reader = new LogReader({
      keep: (record) => {
        see(record);
        return this.#slim(record);
      },
    });
  }

  get reader(): LogReader {
    return this.#reader;
  }

  /** The records as they are drawn: the latest histograms stand in the last one. */
  get records(): readonly LoggedRecord[] {
    const { records } = this.#reader;
    const last = records.at(-1);
    if (!last || this.#latest.size === 0) return records;
    const latest = [...this.#latest].map(([name, { value }]) => [name, value]);
    return [...records.slice(0, -1), { ...last, values: { ...Object.fromEntries(latest), ...last.values } }];
  }

  #slim({ step, values, problems }: LoggedRecord): LoggedRecord {
    const kept: Record<string, unknown> = {};
    // A run that was gone on with from an earlier step has replaced what came after.
    for (const [name, latest] of this.#latest) if (latest.step >= step) this.#latest.delete(name);
    for (const [name, value] of Object.entries(values)) {
      if (histograms.includes(name) && value) this.#latest.set(name, { step, value });
      else if (name === 'alpha') kept[name] = slimAlpha(value);
      else if (typeof value === 'number' || name === 'loss' || byVariable.includes(name)) kept[name] = value;
    }
    return { step, values: kept, problems };
  }
}

/** Without the fit; the losses that it was fitted to tell whether a training is alive. */
const slimAlpha = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'since' in value && 'alpha' in value
    ? { since: value.since, alpha: value.alpha, ...('observed' in value && { observed: lossesOf(value.observed) }) }
    : value;

const lossesOf = (observed: unknown): unknown =>
  typeof observed === 'object' && observed !== null && 'losses' in observed ? { losses: observed.losses } : null;

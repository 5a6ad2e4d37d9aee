import { ConfigError } from './config-error.ts';
import type { Problem } from './problem.ts';

/** Collects the problems of a configuration, so that all of them are reported at once. */
export class ProblemList {
  readonly #experiment: string;
  readonly #found: Problem[] = [];

  constructor(experiment: string) {
    this.#experiment = experiment;
  }

  /** Adds a problem of a setting, or with null of the configuration as a whole. */
  add(setting: string | null, text: string, inside = ''): void {
    this.#found.push({ setting, inside, text });
  }

  /** Returns the value of a setting. If making it throws a RangeError, adds the problem and returns null. */
  attempt<Value>(setting: string, requirement: string, make: () => Value): Value | null {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.add(setting, `${requirement}: ${error.message}`);
      return null;
    }
  }

  /** Returns a checked value. Throws a ConfigError if there is a problem. */
  checked<Value>(value: Value | null): Value {
    if (this.#found.length > 0 || value === null) throw new ConfigError(this.#experiment, this.#found);
    return value;
  }
}

import { BackendLostError } from '@hyperprior/backends';

/** A run that had to stop, with the step (or epoch) and the last state that was good, where there is one. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly step: number;
  readonly lastGood: Float32Array | null;

  constructor(message: string, step: number, lastGood: Float32Array | null = null, options: ErrorOptions = {}) {
    super(message, options);
    this.step = step;
    this.lastGood = lastGood;
  }
}

/** What a run throws for this error: a lost GPU ends a run like a loss that is not finite; anything else goes through. */
export function runErrorOf(error: unknown, run: string, step: number, lastGood: Float32Array | null = null): unknown {
  if (!(error instanceof BackendLostError)) return error;
  return new RunError(`${run}: stopped at step ${step}: ${error.message}`, step, lastGood, { cause: error });
}

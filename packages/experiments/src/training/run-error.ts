import { BackendLostError, backendLost } from '@hyperprior/backends';

/** Error of a run that had to stop, with its step or epoch and the last good state, if there is one. */
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

/** Returns the error that a run throws: a failure after the GPU was lost is reported as that loss, any other one as it is. */
export function runErrorOf(error: unknown, run: string, step: number, lastGood: Float32Array | null = null): unknown {
  const lost = error instanceof BackendLostError ? error : backendLost();
  if (!lost) return error;
  return new RunError(`${run}: stopped at step ${step}: ${lost.message}`, step, lastGood, { cause: lost });
}

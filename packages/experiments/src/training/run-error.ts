import { BackendLostError, backendLost } from '@hyperprior/backends';

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

/** What a run throws for this error: whatever a lost GPU made fail is told as its loss; anything else goes through. */
export function runErrorOf(error: unknown, run: string, step: number, lastGood: Float32Array | null = null): unknown {
  const lost = error instanceof BackendLostError ? error : backendLost();
  if (!lost) return error;
  return new RunError(`${run}: stopped at step ${step}: ${lost.message}`, step, lastGood, { cause: lost });
}

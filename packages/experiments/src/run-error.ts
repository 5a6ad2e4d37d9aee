/** A run that had to stop, with the step (or epoch) and the last state that was good, where there is one. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly step: number;
  readonly lastGood: Float32Array | null;

  constructor(message: string, step: number, lastGood: Float32Array | null = null) {
    super(message);
    this.step = step;
    this.lastGood = lastGood;
  }
}

/** A run that had to stop, with the step and the last state that was good. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly step: number;
  readonly lastGood: Float32Array;

  constructor(message: string, step: number, lastGood: Float32Array) {
    super(message);
    this.step = step;
    this.lastGood = lastGood;
  }
}

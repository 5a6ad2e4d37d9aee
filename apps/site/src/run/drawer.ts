type Job = () => void;

/** Does the last job it was given at the next turn; those that come before are left out. */
export class Drawer {
  readonly #nextTurn: (then: Job) => void;
  #job: Job | null = null;

  /** @param nextTurn calls back when there is time to draw */
  constructor(nextTurn: (then: Job) => void) {
    this.#nextTurn = nextTurn;
  }

  draw(job: Job): void {
    const isWaiting = this.#job !== null;
    this.#job = job;
    if (isWaiting) return;
    this.#nextTurn(() => {
      const latest = this.#job;
      this.#job = null;
      latest?.();
    });
  }
}

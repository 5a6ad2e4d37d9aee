/** How far a run is. */
export interface Progress {
  /** From 0 to 1. */
  readonly done: number;
  /** For instance the loss. */
  readonly note: string;
}

/** A line on standard error that is drawn over and over; where that is no terminal, a new line now and then. */
export class ProgressLine {
  readonly #label: string;
  readonly #begin = performance.now();
  readonly #terminal = process.stderr.isTTY;
  #shown = Number.NEGATIVE_INFINITY;

  constructor(label: string) {
    this.#label = label;
  }

  show({ done, note }: Progress): void {
    const now = performance.now();
    if (now - this.#shown < (this.#terminal ? 50 : 5000) && done < 1) return;
    this.#shown = now;
    const left = done > 0 ? ((now - this.#begin) * (1 - done)) / done : Number.NaN;
    const line = `${this.#label} ${bar(done)} ${percent(done)}  ${note}  ${time(left)} left`;
    const width = process.stderr.columns ?? 100;
    process.stderr.write(this.#terminal ? `\r${line.slice(0, width - 1)}\x1b[K` : `${line}\n`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#terminal) process.stderr.write('\r\x1b[K');
  }
}

const bar = (done: number, width = 24): string => {
  const full = Math.round(done * width);
  return `[${'='.repeat(full)}${' '.repeat(width - full)}]`;
};

const percent = (done: number): string => `${Math.round(100 * done)}%`.padStart(4);

function time(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return '?';
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

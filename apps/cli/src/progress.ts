/** How far a run is. */
export interface Progress {
  /** From 0 to 1; null where there is no end. */
  readonly done: number | null;
  /** For instance the loss; the most important first, for as many are shown as there is room for. */
  readonly notes: readonly string[];
}

/** A line on standard error that is drawn over and over; where that is no terminal, a new line now and then. */
export class ProgressLine {
  readonly #label: string;
  readonly #terminal = process.stderr.isTTY;
  #first: Moment | null = null;
  #shown = Number.NEGATIVE_INFINITY;

  constructor(label: string) {
    this.#label = label;
  }

  show(progress: Progress): void {
    const now = { time: performance.now(), done: progress.done ?? 0 };
    this.#first ??= now;
    if (now.time - this.#shown < (this.#terminal ? 50 : 5000) && now.done < 1) return;
    this.#shown = now.time;
    // A terminal may not know its width, or say 0.
    const width = this.#terminal ? (process.stderr.columns || 80) - 1 : Number.POSITIVE_INFINITY;
    const line = progressLine(this.#label, progress, timeLeft(this.#first, now), width);
    process.stderr.write(this.#terminal ? `\r${line}\x1b[K` : `${line}\n`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#terminal) process.stderr.write('\r\x1b[K');
  }
}

/** The line in so many columns: the bar shrinks first, then notes are left out whole; the time left always stays. */
export function progressLine(label: string, { done, notes }: Progress, left: number | null, width: number): string {
  const time = left === null ? [] : [`${inWords(left)} left`];
  const lineOf = (cells: number, shown: readonly string[]) =>
    [done === null ? label : `${label} ${bar(done, cells)} ${percent(done)}`, ...time, shown.join(', ')]
      .filter(Boolean)
      .join('  ');
  for (let count = notes.length; count >= 0; count--)
    for (const cells of [24, 10]) {
      const line = lineOf(cells, notes.slice(0, count));
      if (line.length <= width) return line;
    }
  return [done === null ? label : percent(done).trim(), ...time].join('  ').slice(0, Math.max(0, width));
}

interface Moment {
  readonly time: number;
  readonly done: number;
}

/** Milliseconds from which an estimate has some ground. */
const ground = 2000;

/** The milliseconds left, by the speed since the first frame; null where that says nothing yet, or all is done. */
export function timeLeft(first: Moment, now: Moment): number | null {
  const [elapsed, made] = [now.time - first.time, now.done - first.done];
  if (elapsed < ground || made <= 0 || now.done >= 1) return null;
  return (elapsed * (1 - now.done)) / made;
}

const bar = (done: number, width: number): string => {
  const full = Math.round(done * width);
  return `[${'='.repeat(full)}${' '.repeat(width - full)}]`;
};

const percent = (done: number): string => `${Math.round(100 * done)}%`.padStart(4);

function inWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

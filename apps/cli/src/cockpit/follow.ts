import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../failure.ts';
import { ProgressLine } from '../progress.ts';
import type { Reading } from './reading.ts';
import { requireLog } from './require-records.ts';

/** Milliseconds between two looks at the file, and at least between two pictures. */
const [look, redraw] = [250, 1000];

/**
 * Waits until there is a file: a log may be followed before its training has begun to write it. Returns whether there is
 * one; not so where it was interrupted.
 */
export async function written(path: string, signal: AbortSignal): Promise<boolean> {
  const line = new ProgressLine('cockpit');
  while (!existsSync(path) && !signal.aborted) {
    line.show({ done: null, notes: [`waiting for '${path}'`] });
    await rest(signal);
  }
  line.end();
  return existsSync(path);
}

/** Reads a log that is being written, and draws it, until it is interrupted. */
export async function follow(reading: Reading, draw: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const line = new ProgressLine('cockpit');
  let [drawn, isNew] = [Number.NEGATIVE_INFINITY, false];
  try {
    while (!signal.aborted) {
      isNew = (await reading.readOn(line, signal)) || isNew;
      requireLog(reading);
      line.show({ done: null, notes: notesOf(reading) });
      if (isNew && performance.now() - drawn > redraw) {
        await draw();
        [drawn, isNew] = [performance.now(), false];
      }
      await rest(signal);
      if (signal.aborted || !(await reading.isReplaced())) continue;
      line.end();
      say(`'${reading.path}' was begun anew; what was read before is forgotten`);
      await reading.beginAnew();
    }
  } finally {
    line.end();
  }
  await reading.readOn(null);
  reading.log.reader.end();
}

const rest = (signal: AbortSignal) => pause(look, undefined, { signal }).catch(() => undefined);

function notesOf({ log }: Reading): string[] {
  const last = log.reader.records.at(-1);
  if (!last) return ['waiting for the first record'];
  const { loss } = last.values;
  return [`step ${last.step}`, ...(typeof loss === 'number' ? [`loss ${loss.toPrecision(3)}`] : [])];
}

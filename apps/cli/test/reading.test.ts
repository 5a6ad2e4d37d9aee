import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logLine } from '@hyperprior/cockpit-alpha';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Reading } from '../src/cockpit/reading.ts';
import { ProgressLine } from '../src/progress.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What is shown while a log of so many records is read on a machine where each look at the clock takes a second. */
async function shownFor(records: number): Promise<number[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'hyperprior-')), 'run.jsonl');
  const lineOf = (step: number) => logLine({ step, values: { loss: 1 / (step + 1) }, problems: {} });
  writeFileSync(path, Array.from({ length: records }, (_, step) => lineOf(step)).join(''));
  let time = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => 1000 * time++);
  const shown: number[] = [];
  const line = new ProgressLine('cockpit');
  vi.spyOn(line, 'show').mockImplementation(({ done }) => void shown.push(done ?? Number.NaN));
  const reading = await Reading.open(path);
  await reading.readOn(line);
  await reading.close();
  return shown;
}

describe('progress of reading a log slowly', () => {
  test('is not shown of one that is read in one piece', async () => {
    expect(await shownFor(10)).toEqual([]);
  });

  test('is shown of a larger one, until all has been read', async () => {
    const shown = await shownFor(60_000);
    expect(shown.length).toBeGreaterThan(1);
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    expect(Math.max(...shown)).toBeLessThan(1);
  });
});

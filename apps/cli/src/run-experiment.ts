import { startBackend } from './backend.ts';
import { exitCode, say } from './failure.ts';
import type { CommonOptions } from './options.ts';
import { OutputFolder } from './output-folder.ts';
import { printable } from './printable.ts';
import { type Progress, ProgressLine } from './progress.ts';
import { loadRaster, type Raster } from './raster.ts';
import { toJson } from './to-json.ts';

/** An experiment as the command line runs it. */
export interface Experiment<Frame extends object, Result extends { readonly completed: boolean }> {
  readonly name: string;
  /** What comes between two frames: a step, an epoch. */
  readonly unit: string;
  run(signal: AbortSignal): AsyncGenerator<Frame, Result>;
  progress(frame: Frame): Progress;
  draw(frame: Frame): string;
  /** What a frame adds to which logs of the folder. */
  logs?(frame: Frame): readonly (readonly [name: string, text: string])[];
  /** The result in words, for a reader at the terminal. */
  summary(result: Result, last: Frame, device: string): string;
}

/** What a run has come to. */
interface Outcome<Frame, Result> {
  readonly result: Result | null;
  /** The frames drawn: all where there is an animation to make, else the last. */
  readonly drawings: readonly string[];
  readonly last: Frame | null;
  readonly failure: unknown;
}

/**
 * Runs an experiment to its end: progress on standard error, the result on standard output, the files in the folder.
 * Ctrl-C stops it after the step at hand and keeps what was made; so does a failure of the run. A second Ctrl-C ends
 * the process at once; the frames and the result are on the disk by the time that the pictures are drawn.
 */
export async function runExperiment<Frame extends object, Result extends { readonly completed: boolean }>(
  experiment: Experiment<Frame, Result>,
  options: CommonOptions,
): Promise<void> {
  const folder = options.out === undefined ? null : await OutputFolder.open(options.out);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const { device } = await startBackend(options);
    const raster = folder && (await loadRaster());
    const outcome = await follow(experiment, stop.signal, folder, options.gif && raster !== null);
    const { result, last, failure } = outcome;
    if (result?.completed === false) process.exitCode = exitCode.interrupted;
    if (!last && failure === null) say(`${experiment.name}: stopped before the first ${experiment.unit} was done`);
    if (folder && last) await folder.keep(result);
    if (result && last)
      process.stdout.write(options.json ? `${toJson(result)}\n` : `${experiment.summary(result, last, device)}\n`);
    if (folder && last) await draw(outcome.drawings, folder, raster, options);
    if (failure !== null) throw failure;
  } finally {
    await folder?.discard();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

async function follow<Frame extends object, Result extends { readonly completed: boolean }>(
  experiment: Experiment<Frame, Result>,
  signal: AbortSignal,
  folder: OutputFolder | null,
  keepDrawings: boolean,
): Promise<Outcome<Frame, Result>> {
  const line = new ProgressLine(experiment.name);
  const drawings: string[] = [];
  let last: Frame | null = null;
  const outcome = (result: Result | null, failure: unknown = null): Outcome<Frame, Result> => ({
    result,
    last,
    drawings: folder && last && !keepDrawings ? [experiment.draw(last)] : drawings,
    failure,
  });
  try {
    const run = experiment.run(signal);
    for (;;) {
      // A failure of the run keeps what was made; one to write it ends all.
      const next = await run.next().catch((failure: unknown) => ({ failure }));
      if ('failure' in next) return outcome(null, next.failure);
      if (next.done) return outcome(next.value);
      last = next.value;
      line.show(experiment.progress(last));
      await folder?.addFrame(last);
      for (const [name, text] of experiment.logs?.(last) ?? []) await folder?.addLog(name, text);
      if (keepDrawings) drawings.push(experiment.draw(last));
      // Lets an interruption in.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    line.end();
  }
}

async function draw(
  drawings: readonly string[],
  folder: OutputFolder,
  raster: Raster | null,
  { gif, json }: CommonOptions,
): Promise<void> {
  const last = drawings[drawings.length - 1];
  await folder.write('figure.svg', last);
  if (raster) await folder.write('figure.png', raster.svgToPng(last));
  if (raster && gif) {
    const writer = raster.createGifWriter();
    for (const drawing of drawings) writer.add(drawing);
    await folder.write('figure.gif', writer.finish());
  }
  if (!json) process.stdout.write(`\nWritten to ${printable(folder.contents ?? '')}\n`);
}

import { createGifWriter, type GifWriter, svgToPng } from '@hyperprior/figures/raster';
import { startBackend } from './backend.ts';
import { exitCode } from './failure.ts';
import type { CommonOptions } from './options.ts';
import { OutputFolder, toJson } from './output-folder.ts';
import { type Progress, ProgressLine } from './progress.ts';

/** An experiment as the command line runs it. */
export interface Experiment<Frame extends object, Result extends object> {
  readonly name: string;
  run(signal: AbortSignal): AsyncGenerator<Frame, Result>;
  progress(frame: Frame): Progress;
  draw(frame: Frame): string;
  /** The result in words, for a reader at the terminal. */
  summary(result: Result, device: string): string;
}

/** What a run has come to. */
interface Outcome<Frame, Result> {
  readonly result: Result | null;
  readonly last: Frame | null;
  readonly failure: unknown;
}

/**
 * Runs an experiment to its end: progress on standard error, the result on standard output, the files in the folder.
 * Ctrl-C stops it after the step at hand and keeps what was made; so does a failure of the run. A second Ctrl-C ends
 * the process at once.
 */
export async function runExperiment<Frame extends object, Result extends object>(
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
    const gif = folder && options.gif ? createGifWriter() : null;
    const outcome = await follow(experiment, stop.signal, folder, gif);
    if (folder && outcome.last) await finish(experiment, outcome.last, outcome.result, folder, gif);
    if (outcome.failure !== null) throw outcome.failure;
    if (outcome.result && outcome.last)
      report(experiment.summary(outcome.result, device), outcome.result, options, folder);
    if (stop.signal.aborted) process.exitCode = exitCode.interrupted;
  } finally {
    await folder?.discard();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

async function follow<Frame extends object, Result extends object>(
  experiment: Experiment<Frame, Result>,
  signal: AbortSignal,
  folder: OutputFolder | null,
  gif: GifWriter | null,
): Promise<Outcome<Frame, Result>> {
  const line = new ProgressLine(experiment.name);
  let last: Frame | null = null;
  try {
    const run = experiment.run(signal);
    for (;;) {
      const next = await run.next();
      if (next.done) return { result: next.value, last, failure: null };
      last = next.value;
      line.show(experiment.progress(last));
      await folder?.addFrame(last);
      gif?.add(experiment.draw(last));
      // Lets an interruption in.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (failure) {
    return { result: null, last, failure };
  } finally {
    line.end();
  }
}

async function finish<Frame extends object, Result extends object>(
  experiment: Experiment<Frame, Result>,
  last: Frame,
  result: Result | null,
  folder: OutputFolder,
  gif: GifWriter | null,
): Promise<void> {
  await folder.keepFrames();
  const svg = experiment.draw(last);
  await folder.write('figure.svg', svg);
  await folder.write('figure.png', svgToPng(svg));
  if (gif) await folder.write('figure.gif', gif.finish());
  if (result) await folder.write('result.json', `${toJson(result, 2)}\n`);
}

function report(summary: string, result: object, { json, gif }: CommonOptions, folder: OutputFolder | null): void {
  if (json) {
    process.stdout.write(`${toJson(result)}\n`);
    return;
  }
  process.stdout.write(`${summary}\n`);
  const pictures = gif ? 'figure.svg, .png and .gif' : 'figure.svg and .png';
  if (folder) process.stdout.write(`\nWritten to ${folder.path}: ${pictures}, frames.jsonl, result.json\n`);
}

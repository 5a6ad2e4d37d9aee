import { BackendLostError } from '@hyperprior/backends';
import { type Experiment, RunError, type RunFrame, type RunResult } from '@hyperprior/experiments';
import { frameFigure } from '@hyperprior/figures';
import { startBackend } from './backend.ts';
import { exitCode, say } from './failure.ts';
import { nameIdle, nameLowered } from './idle-options.ts';
import type { CommonOptions } from './options.ts';
import { OutputFolder } from './output-folder.ts';
import { printable } from './printable.ts';
import { ProgressLine } from './progress.ts';
import { loadRaster, type Raster } from './raster.ts';
import { parseFrame } from './revive.ts';
import type { SavedRun } from './saved-run.ts';
import { plainResult, toJson } from './to-json.ts';

/** End of a run. */
interface Outcome {
  readonly result: RunResult | null;
  readonly last: RunFrame | null;
  readonly failure: unknown;
}

/** The folder saves the run whenever this many times the duration of the last save has passed, which costs about 2 %. */
const patience = 50;

/**
 * Runs an experiment to its end: progress on standard error, the result on standard output, the files in the folder.
 * Ctrl-C stops the run after the current step and keeps its results, and so does a failure of the run. A second Ctrl-C
 * ends the process at once; frames and result are on the disk before the pictures are drawn.
 */
export async function runExperiment(
  experiment: Experiment,
  config: object,
  options: CommonOptions,
  saved: SavedRun | null,
): Promise<void> {
  nameIdle(options, idleOptions(options));
  const path = options.resume ?? options.out;
  const folder = path === undefined ? null : await OutputFolder.open(path, saved);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const { device } = await startBackend(options);
    const raster = folder && (await loadRaster());
    const run = new FollowedRun(experiment, config, folder, savedOptions(options), saved !== null);
    const { result, last, failure } = await run.follow(stop.signal);
    if (result?.completed === false) process.exitCode = exitCode.interrupted;
    if (!last && failure === null) say(`${experiment.name}: stopped before the first ${experiment.unit} was done`);
    const lines = folder && last && options.gif && raster ? await folder.frameLines() : [];
    const canResume = result
      ? !result.completed
      : failure instanceof RunError && failure.cause instanceof BackendLostError;
    if (folder && last) await folder.keep(result, result ? (experiment.files?.(result) ?? []) : [], canResume);
    if (result && last)
      process.stdout.write(
        options.json ? `${toJson(plainResult(result))}\n` : report(experiment, result, last, device),
      );
    if (result && options.json) for (const warning of experiment.warnings?.(result) ?? []) say(warning);
    if (folder && last) await draw(last, lines, folder, raster, options);
    if (failure !== null) throw failure;
  } finally {
    await folder?.discard();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** Options that do nothing without others. */
const idleOptions = ({ out, resume, backend }: CommonOptions) => {
  const unseen = out === undefined && resume === undefined && 'without --out there are no pictures';
  const software = backend !== undefined && !backend.endsWith('gpu') && `${backend} is no GPU backend`;
  return { gif: unseen, theme: unseen, frames: unseen, allowSoftware: software };
};

/** Names the options whose values are larger than a run has use for. */
function nameLoweredIn(config: object, frame: RunFrame): void {
  const asked = (name: string): unknown => Reflect.get(config, name);
  if ('steps' in frame) nameLowered('--frames', asked('frames'), frame.steps, 'a step makes one frame at most');
  if ('batchSize' in frame)
    nameLowered('--batch', asked('batchSize'), frame.batchSize, 'a batch has at most all samples of the training set');
}

/** Options that a resumed run takes from the saved one: those of input files and pictures. */
function savedOptions({ data, label, header, delimiter, decimal, theme, gif }: CommonOptions): object {
  const options = { data, label, header, delimiter, decimal, theme, gif };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

const report = (experiment: Experiment, result: RunResult, last: RunFrame, device: string): string =>
  [...experiment.report(result, last).map(printable), `computed on ${device}`, ''].join('\n');

/** Run whose frames go to the progress line and the folder. */
class FollowedRun {
  readonly #experiment: Experiment;
  readonly #config: object;
  readonly #folder: OutputFolder | null;
  readonly #options: object;
  /** The first frame of a resumed run is in the folder already. */
  #isWritten: boolean;
  /** Time from which the run is saved again. */
  #nextSave = Number.NEGATIVE_INFINITY;
  #unsaved: RunFrame | null = null;

  constructor(
    experiment: Experiment,
    config: object,
    folder: OutputFolder | null,
    options: object,
    isResumed: boolean,
  ) {
    this.#experiment = experiment;
    this.#config = folder ? { ...config, resumable: true } : config;
    this.#folder = folder;
    this.#options = options;
    this.#isWritten = isResumed;
  }

  async follow(signal: AbortSignal): Promise<Outcome> {
    const line = new ProgressLine(this.#experiment.name);
    const settings = this.#experiment.check(this.#config);
    const run = this.#experiment.run(this.#config, signal);
    let last: RunFrame | null = null;
    try {
      for (;;) {
        // A failure of the run keeps its results; a failure to write them ends all.
        const next = await run.next().catch((failure: unknown) => ({ failure }));
        if ('failure' in next || next.done) await this.#saveLatest();
        if ('failure' in next) return { result: null, last, failure: next.failure };
        if (next.done) return { result: next.value, last, failure: null };
        if (!last) nameLoweredIn(this.#config, next.value);
        last = next.value;
        line.show(this.#experiment.progress(last, settings));
        await this.#write(last);
        // Lets an interruption in.
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      line.end();
    }
  }

  async #write(frame: RunFrame): Promise<void> {
    const isWritten = this.#isWritten;
    this.#isWritten = false;
    if (!this.#folder || isWritten) return;
    const { state, ...shown } = frame;
    await this.#folder.addFrame(shown);
    for (const [name, text] of this.#experiment.logs?.(frame) ?? []) await this.#folder.addLog(name, text);
    if (state) this.#unsaved = frame;
    if (performance.now() >= this.#nextSave) await this.#saveLatest();
  }

  async #saveLatest(): Promise<void> {
    if (!this.#unsaved) return;
    const start = performance.now();
    await this.#folder?.save({ experiment: this.#experiment.name, options: this.#options, frame: this.#unsaved });
    this.#unsaved = null;
    const end = performance.now();
    this.#nextSave = end + patience * (end - start);
  }
}

async function draw(
  last: RunFrame,
  lines: readonly string[],
  folder: OutputFolder,
  raster: Raster | null,
  { json, theme }: CommonOptions,
): Promise<void> {
  const picture = frameFigure(last, { theme });
  await folder.write('figure.svg', picture);
  if (raster) await folder.write('figure.png', raster.svgToPng(picture));
  if (raster && lines.length > 0) {
    const writer = raster.createGifWriter();
    for (const line of lines) writer.add(frameFigure(parseFrame(line), { theme }));
    await folder.write('figure.gif', writer.finish());
  }
  if (!json) process.stdout.write(`\nWritten to ${printable(folder.contents ?? '')}\n`);
}

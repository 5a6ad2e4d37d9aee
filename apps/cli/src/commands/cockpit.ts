import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { LogFile } from '../cockpit/log-file.ts';
import { type Reading, readingOf, readOn } from '../cockpit/read-on.ts';
import { ScreenFolder } from '../cockpit/screen-folder.ts';
import { inWords, summaryOf } from '../cockpit/summary.ts';
import { exitCode, say, UserError } from '../failure.ts';
import { folderName } from '../options.ts';
import { printable } from '../printable.ts';
import { ProgressLine } from '../progress.ts';
import { toJson } from '../to-json.ts';

interface CockpitOptions {
  readonly follow?: boolean;
  readonly out?: string;
  readonly tensorboard?: boolean;
  readonly json?: boolean;
}

/** `hyperprior cockpit` */
export function cockpitCommand(): Command {
  return new Command('cockpit')
    .summary('tell what the log of a training says of its steps, and draw it')
    .description(
      "Reads the log of a training that @hyperprior/cockpit-alpha's instruments have measured: says whether its steps are too short or too long and what went wrong, and draws all that was measured.",
    )
    .argument('<log>', 'a file of JSON lines, as logLine and hyperprior alpha write it')
    .option('--follow', 'go on reading while the log is being written, until Ctrl-C')
    .addOption(new Option('--out <dir>', 'write cockpit.svg and cockpit.png into this folder').argParser(folderName))
    .option('--tensorboard', 'write cockpit.tfevents there too, for TensorBoard')
    .option('--json', 'print the summary as one JSON object on standard output, and nothing else there')
    .addHelpText('after', help)
    .action((log: string, options: CockpitOptions) => run(log, options));
}

const help = `
Alpha says where on the parabola of the loss along it a step ended: -1 at the
start, 0 in the minimum, 1 as high on the other side. The median is that of the
last quarter, of at least a hundred steps.

Examples:
  $ hyperprior cockpit run.jsonl
  $ hyperprior cockpit run.jsonl --out runs/one
  $ hyperprior cockpit run.jsonl --follow --out runs/one
  $ hyperprior cockpit run.jsonl --tensorboard --out runs/one
  $ hyperprior cockpit run.jsonl --json | jq .alpha`;

async function run(path: string, options: CockpitOptions): Promise<void> {
  if (options.tensorboard && options.out === undefined)
    throw new UserError('--tensorboard needs --out, the folder that the events go to');
  const file = await LogFile.open(path);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const folder = options.out === undefined ? null : await ScreenFolder.open(options.out);
    await told(path, file, folder, stop.signal, options);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await file.close();
  }
}

/** Reads a log, and tells of it; where there is nothing to tell, nothing is left behind. */
async function told(
  path: string,
  file: LogFile,
  folder: ScreenFolder | null,
  signal: AbortSignal,
  options: CockpitOptions,
): Promise<void> {
  let reading: Reading | null = null;
  try {
    reading = await begun(file, folder, options);
    if (options.follow) reading = await follow(path, reading, folder, signal);
    else await whole(path, reading, signal);
    await tell(path, reading, folder, options);
  } finally {
    await close(reading);
    if (reading === null || reading.log.reader.records.length === 0) await folder?.discard();
  }
}

async function begun(file: LogFile, folder: ScreenFolder | null, { tensorboard }: CockpitOptions): Promise<Reading> {
  const { modified } = await file.state();
  return readingOf(file, tensorboard && folder ? await folder.events(modified) : null);
}

async function close(reading: Reading | null): Promise<void> {
  await reading?.events?.close();
  await reading?.file.close();
}

/** Reads a log to its end. */
async function whole(path: string, reading: Reading, signal: AbortSignal): Promise<void> {
  const line = new ProgressLine('cockpit');
  try {
    await readOn(reading, signal, line);
  } finally {
    line.end();
  }
  if (signal.aborted) process.exitCode = say(`'${path}' was not read to its end`, exitCode.interrupted);
  else reading.log.reader.end();
  requireRecords(path, reading);
}

/** Milliseconds between two looks at the file, and at least between two pictures. */
const [look, redraw] = [250, 1000];

/** Reads a log that is being written, until it is interrupted; returns the reading that it ended with. */
async function follow(
  path: string,
  first: Reading,
  folder: ScreenFolder | null,
  signal: AbortSignal,
): Promise<Reading> {
  const line = new ProgressLine('cockpit');
  let [reading, drawn, isNew] = [first, Number.NEGATIVE_INFINITY, false];
  try {
    while (!signal.aborted) {
      isNew = (await readOn(reading, signal, line)) || isNew;
      requireLog(path, reading);
      const { records } = reading.log;
      line.show({ done: null, notes: notesOf(records) });
      if (folder && isNew && records.length > 0 && performance.now() - drawn > redraw) {
        await folder.draw(records, titleOf(path));
        [drawn, isNew] = [performance.now(), false];
      }
      await pause(look, undefined, { signal }).catch(() => undefined);
      if (signal.aborted || !(await reading.file.isReplaced())) continue;
      line.end();
      reading = await begunAnew(path, reading, folder);
    }
    line.end();
    await readOn(reading, new AbortController().signal, null);
    reading.log.reader.end();
    return reading;
  } catch (error) {
    await close(reading);
    throw error;
  }
}

async function begunAnew(path: string, before: Reading, folder: ScreenFolder | null): Promise<Reading> {
  say(`'${path}' was begun anew; what was read before is forgotten`);
  await close(before);
  return begun(await LogFile.open(path), folder, { tensorboard: before.events !== null });
}

function notesOf(records: Reading['log']['records']): string[] {
  const last = records.at(-1);
  if (!last) return ['waiting for the first record'];
  const { loss } = last.values;
  return [`step ${last.step}`, ...(typeof loss === 'number' ? [`loss ${loss.toPrecision(3)}`] : [])];
}

/** That a file with lines in it has records too. */
function requireLog(path: string, { log }: Reading): void {
  const { damaged, records } = log.reader;
  if (records.length === 0 && damaged.lines > 0)
    throw new UserError(
      `'${path}' is no log: line ${damaged.first} is no record; logLine of @hyperprior/cockpit-alpha writes them`,
    );
}

function requireRecords(path: string, reading: Reading): void {
  requireLog(path, reading);
  const { records, isTorn } = reading.log.reader;
  if (records.length > 0) return;
  if (isTorn) throw new UserError(`'${path}' is no log: it has no line that has ended`);
  throw new UserError(`'${path}' has no record yet; --follow waits for the first one`);
}

const titleOf = (path: string): string => `The cockpit of ${basename(path)}`;

/** The pictures and the summary. */
async function tell(path: string, reading: Reading, folder: ScreenFolder | null, options: CockpitOptions) {
  const { reader, records } = reading.log;
  if (reader.records.length === 0) return void say(`'${path}' has no record yet`);
  await folder?.draw(records, titleOf(path));
  const summary = summaryOf(path, reader);
  if (options.json) return void process.stdout.write(`${toJson(summary)}\n`);
  const lines = inWords(summary).split('\n').map(printable).join('\n');
  process.stdout.write(`${lines}\n`);
  if (folder?.contents) process.stdout.write(`\nWritten to ${printable(folder.contents)}\n`);
}

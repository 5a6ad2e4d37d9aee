import { basename } from 'node:path';
import type { ThemeName } from '@hyperprior/figures';
import { Command, Option } from 'commander';
import { follow, written } from '../cockpit/follow.ts';
import { Reading } from '../cockpit/reading.ts';
import { requireRecords } from '../cockpit/require-records.ts';
import { ScreenFolder } from '../cockpit/screen-folder.ts';
import { inWords, summaryOf } from '../cockpit/summary.ts';
import { exitCode, say, UserError } from '../failure.ts';
import { nameIdle } from '../idle-options.ts';
import { folderName, themeOption } from '../options.ts';
import { printable } from '../printable.ts';
import { ProgressLine } from '../progress.ts';
import { toJson } from '../to-json.ts';

interface CockpitOptions {
  readonly follow?: boolean;
  readonly out?: string;
  readonly tensorboard?: boolean;
  readonly json?: boolean;
  readonly theme?: ThemeName;
}

/** `hyperprior cockpit` */
export function cockpitCommand(): Command {
  return new Command('cockpit')
    .summary('tell what the log of a training says of its steps, and draw it')
    .description(
      "Reads the log of a training that @hyperprior/cockpit-alpha's instruments have measured: says whether its steps are too short or too long and what went wrong, and draws all that was measured.",
    )
    .argument('<log>', 'a file of JSON lines, as logLine and hyperprior alpha write it')
    .option('--follow', 'wait for the log, and go on reading while it is being written, until Ctrl-C')
    .addOption(
      new Option('--out <dir>', 'write cockpit.svg and cockpit.png into this folder').argParser(folderName('--out')),
    )
    .option('--tensorboard', 'write cockpit.tfevents there too, for TensorBoard')
    .option('--json', 'print the summary as one JSON object on standard output, and nothing else there')
    .addOption(themeOption())
    .addHelpText('after', help)
    .action((log: string, options: CockpitOptions) => run(log, options));
}

const help = `
Alpha says where on the parabola of the loss along it a step ended: -1 at the
start, 0 in the minimum, 1 as high on the other side. The median is that of the
last quarter, of at least a hundred steps. A training whose loss is no longer
finite gets no verdict.

Examples:
  $ hyperprior cockpit run.jsonl
  $ hyperprior cockpit run.jsonl --out runs/one
  $ hyperprior cockpit run.jsonl --follow --out runs/one
  $ hyperprior cockpit run.jsonl --tensorboard --out runs/one
  $ hyperprior cockpit run.jsonl --json | jq .alpha`;

async function run(path: string, options: CockpitOptions): Promise<void> {
  if (options.tensorboard && options.out === undefined)
    throw new UserError('--tensorboard needs --out, the folder that the events go to');
  nameIdle(options, { theme: options.out === undefined && 'without --out there are no pictures' });
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    if (options.follow && !(await written(path, stop.signal))) return void say(`'${path}' is not there yet`);
    await told(await Reading.open(path), stop.signal, options);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** Reads a log, and tells of it; where there is nothing to tell, nothing is left behind. */
async function told(
  reading: Reading,
  signal: AbortSignal,
  { out, tensorboard, follow: isGrowing, json, theme }: CockpitOptions,
) {
  let folder: ScreenFolder | undefined;
  const draw = async () => {
    const { records } = reading.log;
    if (records.length > 0) await folder?.draw(records, { title: `The cockpit of ${basename(reading.path)}`, theme });
  };
  try {
    const opened = out === undefined ? undefined : await ScreenFolder.open(out);
    folder = opened;
    if (opened && tensorboard) await reading.makeEvents((time) => opened.events(time));
    if (isGrowing) await follow(reading, draw, signal);
    else await whole(reading, signal);
    await draw();
    tell(reading, folder, json);
  } finally {
    await reading.close();
    if (reading.log.reader.records.length === 0) await folder?.discard();
  }
}

/** Reads a log to its end. */
async function whole(reading: Reading, signal: AbortSignal): Promise<void> {
  const line = new ProgressLine('cockpit');
  try {
    await reading.readOn(line, signal);
  } finally {
    line.end();
  }
  if (signal.aborted) process.exitCode = say(`'${reading.path}' was not read to its end`, exitCode.interrupted);
  else reading.log.reader.end();
  requireRecords(reading);
}

/** The summary, and where the pictures are. */
function tell({ path, log: { reader } }: Reading, folder: ScreenFolder | undefined, json = false): void {
  if (reader.records.length === 0) return void say(`'${path}' has no record yet`);
  const summary = summaryOf(path, reader);
  if (json) return void process.stdout.write(`${toJson(summary)}\n`);
  const lines = inWords(summary).split('\n').map(printable).join('\n');
  process.stdout.write(`${lines}\n`);
  if (folder?.contents) process.stdout.write(`\nWritten to ${printable(folder.contents)}\n`);
}

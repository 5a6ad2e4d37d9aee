import type { Split } from '@hyperprior/datasets';
import { alpha, bas, type Experiment, gates, gbas } from '@hyperprior/experiments';
import { checkComparison } from './comparison/check.ts';
import type { ComparisonFrame, ComparisonResult } from './comparison/frame.ts';
import { runComparison } from './comparison/run.ts';
import type { AlphaStart, BasStart, Change, Frame, GatesStart, GbasStart, RunRequest, RunResult } from './protocol.ts';

/** A run that has begun. */
export interface OpenRun {
  /** Checks a change before the run takes it. Throws a ConfigError if it is refused; the run then stays as it is. */
  check(change: Change): void;
  /** Returns the next frame, or the result; a change applies from it. A throw has ended the run. */
  next(change?: Change): Promise<IteratorResult<Frame, RunResult>>;
  /** Ends the run and frees its memory. */
  close(): Promise<void>;
}

/** Begins a run. Throws a ConfigError for settings that cannot run. */
export function openRun(request: RunRequest, table: Split | null): OpenRun {
  if (request.experiment === 'alpha') return begin(alpha, alphaConfig(request), alphaChange);
  if (request.experiment === 'bas') return begin(bas, basConfig(request), basChange);
  if (request.experiment === 'gbas') return begin(gbas, gbasConfig(request), gbasChange);
  if (request.experiment === 'gates') return begin(gates, gatesConfig(request, table), gatesChange);
  const stop = new AbortController();
  checkComparison(request);
  const run = runComparison(request, stop.signal);
  return { check: () => {}, next: () => run.next(), close: () => close(run, stop) };
}

function begin<
  Config extends object,
  Own extends object,
  Settings extends object,
  F extends Exclude<Frame, ComparisonFrame>,
  R extends Exclude<RunResult, ComparisonResult>,
>(experiment: Experiment<Config, Own, Settings, F, R>, config: Config, changeOf: (change: Change) => Own): OpenRun {
  const stop = new AbortController();
  experiment.check(config);
  let current = config;
  const run = experiment.run(config, stop.signal);
  return {
    check: (change) => void experiment.changed(current, changeOf(change)),
    next(change) {
      if (!change) return run.next();
      current = experiment.changed(current, changeOf(change));
      return run.next(changeOf(change));
    },
    close: () => close(run, stop),
  };
}

/** As many frames as an experiment takes, so that every step is shown. */
const frames = 100_000;

function alphaConfig({ learningRate, optimizer, batchSize, steps, seed, resume }: AlphaStart) {
  return { rates: [learningRate], optimizer, batchSize, seed, resume, steps, frames, resumable: true };
}

const alphaChange = ({ learningRate }: Change) => (learningRate === undefined ? {} : { rates: [learningRate] });

function basConfig({ prior, parameters, learningRate, steps, points, resume }: BasStart) {
  const config = { prior, parameters: [...parameters], learningRate, steps, frames, resumable: true };
  return { ...config, ...(resume ? { resume } : startOf(points)) };
}

const basChange = ({ prior, parameters, learningRate }: Change) => ({
  prior,
  parameters: parameters && [...parameters],
  learningRate,
});

/** The stored points of a preset are given as they are, so that they stay if another prior is chosen. */
function startOf(points: BasStart['points']) {
  if (points.kind === 'given') return { points: points.values };
  if (points.kind === 'drawn') return { count: points.count, seed: points.seed, range: points.range };
  const { points: stored } = bas.check({ preset: points.preset });
  return stored ? { points: stored } : {};
}

function gbasConfig({ preset, family, dimensions, count, seed, steps, learningRate, hyperprior, resume }: GbasStart) {
  const start = { preset, family, dimensions, count, seed, resume };
  return { ...start, steps, learningRate, hyperprior, frames, resumable: true };
}

const gbasChange = ({ learningRate, hyperprior }: Change) => ({ learningRate, hyperprior });

function gatesConfig(request: GatesStart, table: Split | null) {
  const { only, epochs, seed, learningRate, target, ownTable, resume } = request;
  const data = ownTable && table ? { data: table } : {};
  return { only, epochs, seed, learningRate, target, resume, resumable: true, ...data };
}

const gatesChange = ({ learningRate, target }: Change) => ({ learningRate, target });

/** Lets the run end itself at the next step. If its GPU is lost that fails, and nothing is left to free. */
async function close(run: { next(): Promise<IteratorResult<unknown, unknown>> }, stop: AbortController): Promise<void> {
  stop.abort();
  for (;;) {
    const { done } = await run.next().catch(() => ({ done: true }));
    if (done) return;
  }
}

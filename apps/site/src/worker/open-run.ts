import type { Split } from '@hyperprior/datasets';
import {
  alphaRunSettings,
  basSettings,
  gatesSettings,
  gbasRunSettings,
  runAlpha,
  runBas,
  runGates,
  runGbas,
} from '@hyperprior/experiments';
import { checkComparison } from './comparison/check.ts';
import { runComparison } from './comparison/run.ts';
import type { AlphaStart, BasStart, Change, Frame, GatesStart, GbasStart, RunRequest, RunResult } from './protocol.ts';

/** A run that has begun. */
export interface OpenRun {
  /** Looks at a change before the run takes it. Throws a ConfigError where it cannot be, and the run is as it was. */
  check(change: Change): void;
  /** The next frame, or the result; a change acts from it on. A throw has ended the run. */
  next(change?: Change): Promise<IteratorResult<Frame, RunResult>>;
  /** Ends it, and frees what it holds. */
  close(): Promise<void>;
}

/** Begins a run. Throws a ConfigError on settings that cannot run. */
export function openRun(request: RunRequest, table: Split | null): OpenRun {
  if (request.experiment === 'alpha') return openAlpha(request);
  if (request.experiment === 'bas') return openBas(request);
  if (request.experiment === 'gbas') return openGbas(request);
  if (request.experiment === 'gates') return openGates(request, table);
  const stop = new AbortController();
  checkComparison(request);
  const run = runComparison(request, stop.signal);
  return { check: () => {}, next: () => run.next(), close: () => close(run, stop) };
}

function openAlpha({ learningRate, optimizer, batchSize, steps, seed, resume }: AlphaStart): OpenRun {
  const stop = new AbortController();
  const start = { rates: [learningRate], optimizer, batchSize, seed, resume };
  const config = { ...start, steps, frames: steps, resumable: true };
  alphaRunSettings(config);
  const run = runAlpha(config, stop.signal);
  const wanted = ({ learningRate }: Change) => (learningRate === undefined ? {} : { rates: [learningRate] });
  return {
    check: (change) => void alphaRunSettings(wanted(change)),
    next: (change) => run.next(change && wanted(change)),
    close: () => close(run, stop),
  };
}

function openBas({ prior, parameters, learningRate, steps, points, resume }: BasStart): OpenRun {
  const stop = new AbortController();
  const config = { prior, parameters: [...parameters], learningRate, steps, frames: steps, resumable: true };
  const start = resume ? { resume } : startOf(points);
  basSettings({ ...config, ...start });
  const run = runBas({ ...config, ...start }, stop.signal);
  const wanted = ({ prior, parameters, learningRate }: Change) => ({
    prior,
    parameters: parameters && [...parameters],
    learningRate,
  });
  return {
    check: (change) => void basSettings(wanted(change)),
    next: (change) => run.next(change && wanted(change)),
    close: () => close(run, stop),
  };
}

/** A preset's stored points are given as they are, so that they stay where another prior is chosen. */
function startOf(points: BasStart['points']) {
  if (points.kind === 'given') return { points: points.values };
  if (points.kind === 'drawn') return { count: points.count, seed: points.seed, range: points.range };
  const { points: stored } = basSettings({ preset: points.preset });
  return stored ? { points: stored } : {};
}

function openGbas(request: GbasStart): OpenRun {
  const stop = new AbortController();
  const { preset, family, dimensions, count, seed, steps, learningRate, hyperprior, resume } = request;
  const start = { preset, family, dimensions, count, seed, resume };
  const config = { ...start, steps, learningRate, hyperprior, frames: steps, resumable: true };
  gbasRunSettings(config);
  const run = runGbas(config, stop.signal);
  const wanted = ({ learningRate, hyperprior }: Change) => ({ learningRate, hyperprior });
  return {
    check: (change) => void gbasRunSettings(wanted(change)),
    next: (change) => run.next(change && wanted(change)),
    close: () => close(run, stop),
  };
}

function openGates(request: GatesStart, table: Split | null): OpenRun {
  const stop = new AbortController();
  const { only, epochs, seed, learningRate, target, ownTable, resume } = request;
  const data = ownTable && table ? { data: table } : {};
  const config = { only, epochs, seed, learningRate, target, resume, resumable: true, ...data };
  gatesSettings(config);
  const run = runGates(config, stop.signal);
  const wanted = ({ learningRate, target }: Change) => ({ learningRate, target });
  return {
    check: (change) => void gatesSettings(wanted(change)),
    next: (change) => run.next(change && wanted(change)),
    close: () => close(run, stop),
  };
}

/** Lets the run end itself at the next step. Where its GPU is gone that fails, and there is nothing left to free. */
async function close(run: AsyncGenerator<Frame, RunResult, never>, stop: AbortController): Promise<void> {
  stop.abort();
  for (;;) {
    const { done } = await run.next().catch(() => ({ done: true }));
    if (done) return;
  }
}

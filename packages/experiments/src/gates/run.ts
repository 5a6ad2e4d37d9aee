import type { Table } from '@hyperprior/datasets';
import { getBackend } from '@tensorflow/tfjs-core';
import { deviceTable } from '../classification/device-table.ts';
import { digits } from '../classification/digits.ts';
import { runErrorOf } from '../training/run-error.ts';
import { changedSettings, type GatesChange, type GatesConfig, type GatesSettings, gatesSettings } from './config.ts';
import { courseOf } from './course.ts';
import type { GatesFrame, GatesResult, GateVariantState } from './frame.ts';
import type { NetworkShape } from './network.ts';
import { checkShape } from './resume.ts';
import { summarize } from './summary.ts';
import { targetOf } from './target.ts';
import { trainVariant } from './train-variant.ts';
import { askedIn, trainingsOf } from './trainings.ts';
import { variantLabels } from './variants.ts';

/**
 * Trains a classifier whose hidden units are gated per sample in groups, once for each way of holding the gates, and
 * compares them. Yields a frame after every epoch, with all variants so far side by side, and returns the summary.
 * A change handed to `next()` acts from the next epoch. The signal stops it after the batch at hand; variants that were
 * finished by then are returned.
 * @throws ConfigError on settings or a change that cannot run; RunError where a loss is no longer finite, or the GPU is
 * lost
 */
export async function* runGates(
  config: GatesConfig,
  signal?: AbortSignal,
): AsyncGenerator<GatesFrame, GatesResult, GatesChange | undefined> {
  let settings = gatesSettings(config);
  const take = (change?: GatesChange) => {
    if (change) settings = changedSettings(settings, change);
  };
  const data = settings.data ?? (await digits());
  const shape = shapeOf(settings, data.train);
  const { resume } = settings;
  if (resume) checkShape(shape, resume);
  const tables = { validation: deviceTable(data.validation), test: deviceTable(data.test) };
  const results = new Map(resume?.state?.results);
  let last = resume;
  try {
    if (resume) take(yield resume);
    for (const training of trainingsOf(settings)) {
      if (signal?.aborted) break;
      const { name, seed } = training;
      const others = last?.seed === seed ? last.variants.filter((variant) => variant.name !== name) : [];
      const material = { shape, tables, train: data.train, settings: () => settings };
      for await (const { variant, state } of trainVariant(training, material, signal)) {
        if (variant.result) results.set(name, [...(results.get(name) ?? []), variant.result]);
        last = frameOf(settings, seed, [...others, variant]);
        if (state)
          last = { ...last, state: { course: courseOf(settings), shape, results: [...results], training: state } };
        take(yield last);
      }
    }
    const completed = askedIn(settings).every((name) => results.get(name)?.length === settings.seeds);
    return summarize(results, settings, { backend: getBackend(), completed });
  } catch (error) {
    throw runErrorOf(error, 'gates', last ? epochsUntil(last, settings) : 0);
  } finally {
    for (const table of Object.values(tables)) table.dispose();
  }
}

function shapeOf({ hidden, groups, headUnits }: GatesSettings, { featureCount, classNames }: Table): NetworkShape {
  return { inputs: featureCount, hidden, groups, headUnits, classes: classNames.length };
}

/** The frame of the last variant's last epoch. */
function frameOf(settings: GatesSettings, seed: number, variants: readonly GateVariantState[]): GatesFrame {
  const { epochs } = settings;
  const epoch = variants[variants.length - 1].epoch;
  const asked = askedIn(settings);
  return { kind: 'gates', seed, epoch, epochs, asked, labels: variantLabels, variants, prior: targetOf(settings) };
}

/** How many epochs a run has made when it shows this frame. */
function epochsUntil({ seed, asked, variants }: GatesFrame, { seed: first, epochs }: GatesSettings): number {
  return variants.reduce((sum, { epoch }) => sum + epoch, (seed - first) * asked.length * epochs);
}

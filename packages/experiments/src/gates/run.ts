import { getBackend } from '@tensorflow/tfjs-core';
import { deviceTable } from '../classification/device-table.ts';
import { digits } from '../classification/digits.ts';
import type { ChangeOf, RunContext } from '../define-experiment.ts';
import { runErrorOf } from '../training/run-error.ts';
import { artifactsOf } from './artifacts.ts';
import type { GatesFrame, GatesResult, GateVariantState } from './frame.ts';
import type { NetworkShape } from './network.ts';
import type { GatesSettings, gatesSettings } from './settings.ts';
import { summarize } from './summary.ts';
import { targetOf } from './target.ts';
import { trainVariant } from './train-variant.ts';
import { selectedVariants, trainingsOf } from './trainings.ts';
import { variantLabels } from './variants.ts';

/** Settings that may change during a run; a change applies from the next epoch. */
export type GatesChange = ChangeOf<typeof gatesSettings, 'learningRate' | 'target'>;

/** Trains the variants one after the other, seed by seed. Yields a frame after every epoch. */
export async function* trainVariants(
  first: GatesSettings,
  { resume, resumable, signal, save, change }: RunContext<GatesSettings, GatesChange, GatesFrame>,
): AsyncGenerator<GatesFrame, GatesResult, GatesChange | undefined> {
  let settings = first;
  const take = (wanted?: GatesChange) => {
    if (wanted) settings = change(wanted);
  };
  const data = settings.data ?? (await digits());
  const shape = shapeOf(settings, data.train);
  const tables = { validation: deviceTable(data.validation), test: deviceTable(data.test) };
  const results = new Map(resume?.state?.training.results);
  const trained = new Map(resume?.state?.training.trained);
  let last = resume;
  try {
    if (resume) take(yield resume);
    for (const training of trainingsOf(settings, resume)) {
      if (signal?.aborted) break;
      const { name, seed } = training;
      const others = last?.seed === seed ? last.variants.filter((variant) => variant.name !== name) : [];
      const material = { shape, tables, train: data.train, resumable, settings: () => settings };
      for await (const { variant, state, trained: done } of trainVariant(training, material, signal)) {
        if (variant.result) results.set(name, [...(results.get(name) ?? []), variant.result]);
        if (done && seed === settings.seed) trained.set(name, done);
        last = frameOf(settings, seed, [...others, variant]);
        if (state) last = { ...last, state: save({ results: [...results], trained: [...trained], weights: state }) };
        take(yield last);
      }
    }
    const completed = selectedVariants(settings).every((name) => results.get(name)?.length === settings.seeds);
    return summarize(results, settings, {
      backend: getBackend(),
      completed,
      artifacts: artifactsOf(shape, data, trained),
    });
  } catch (error) {
    throw runErrorOf(error, 'gates', last ? epochsUntil(last, settings) : 0);
  } finally {
    for (const table of Object.values(tables)) table.dispose();
  }
}

/** Sizes of the network for data with these features and classes. */
export function shapeOf(
  { hidden, groups, headUnits }: GatesSettings,
  { featureCount, classNames }: { readonly featureCount: number; readonly classNames: { readonly length: number } },
): NetworkShape {
  return { inputs: featureCount, hidden, groups, headUnits, classes: classNames.length };
}

/** Makes the frame of the last variant's latest epoch. */
function frameOf(settings: GatesSettings, seed: number, variants: readonly GateVariantState[]): GatesFrame {
  const { epochs } = settings;
  const epoch = variants[variants.length - 1].epoch;
  const asked = selectedVariants(settings);
  return { kind: 'gates', seed, epoch, epochs, asked, labels: variantLabels, variants, prior: targetOf(settings) };
}

/** Number of epochs that a run has made at a frame. */
function epochsUntil({ seed, asked, variants }: GatesFrame, { seed: first, epochs }: GatesSettings): number {
  return variants.reduce((sum, { epoch }) => sum + epoch, (seed - first) * asked.length * epochs);
}

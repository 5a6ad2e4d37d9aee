import { adam } from '@hyperprior/backends';
import { digitsTable, loadDigits, type Split, splitDigits, type Table } from '@hyperprior/datasets';
import { getBackend } from '@tensorflow/tfjs-core';
import { RunError, runErrorOf } from '../run-error.ts';
import {
  changedSettings,
  type GatesChange,
  type GatesConfig,
  type GatesSettings,
  gatesSettings,
  gateVariants,
} from './config.ts';
import { type DeviceTable, deviceTable } from './device-table.ts';
import type { GateEpoch, GateResult, GatesFrame, GatesResult, GateVariant, GateVariantState } from './frame.ts';
import { finalResult, measure } from './measure.ts';
import { gatedNetwork } from './network.ts';
import { penaltyOf } from './penalty.ts';
import { summarize } from './summary.ts';
import { targetOf } from './target.ts';
import { trainEpoch } from './train-epoch.ts';

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
  const data = settings.data ?? (await digits());
  let prior = targetOf(settings);
  let shownEpochs = 0;
  const tables = { validation: deviceTable(data.validation), test: deviceTable(data.test) };
  const results = new Map<GateVariant, GateResult[]>();
  const asked = gateVariants.filter((name) => settings.only.includes(name));
  const { epochs } = settings;
  try {
    for (let seed = settings.seed; seed < settings.seed + settings.seeds; seed++) {
      const states: GateVariantState[] = [];
      for (const variant of asked) {
        if (signal?.aborted) break;
        const run = trainVariant(variant, () => settings, seed, tables, data.train, signal);
        for await (const state of run) {
          states[states.length - Number(states.at(-1)?.name === variant)] = state;
          if (state.result) results.set(variant, [...(results.get(variant) ?? []), state.result]);
          shownEpochs++;
          const change = yield {
            kind: 'gates',
            seed,
            epoch: state.epoch,
            epochs,
            asked,
            labels,
            variants: [...states],
            prior,
          };
          if (!change) continue;
          settings = changedSettings(settings, change);
          prior = targetOf(settings);
        }
      }
    }
    const completed = asked.every((name) => results.get(name)?.length === settings.seeds);
    return summarize(results, settings, { backend: getBackend(), completed });
  } catch (error) {
    throw runErrorOf(error, 'gates', shownEpochs);
  } finally {
    for (const table of Object.values(tables)) table.dispose();
  }
}

async function digits(): Promise<Split<Table>> {
  const { train, validation, test } = splitDigits(await loadDigits());
  return { train: digitsTable(train), validation: digitsTable(validation), test: digitsTable(test) };
}

const labels: Record<GateVariant, string> = {
  plain: 'Plain gates',
  l1: 'L1 penalty',
  mean: "Each gate's mean",
  bas: 'Batch-Shaping',
};

/** One variant from one seed: its state after every epoch, and at last with the test set's result. */
async function* trainVariant(
  variant: GateVariant,
  current: () => GatesSettings,
  seed: number,
  tables: Readonly<Record<'validation' | 'test', DeviceTable>>,
  train: Table,
  signal?: AbortSignal,
): AsyncGenerator<GateVariantState> {
  const { hidden, groups, headUnits, epochs, batchSize, learningRate } = current();
  const network = gatedNetwork(
    { inputs: train.featureCount, hidden, groups, headUnits, classes: train.classNames.length },
    seed,
  );
  const optimizer = adam({ learningRate });
  const training = { network, optimizer, table: train, batchSize, seed };
  const history: GateEpoch[] = [];
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      optimizer.setLearningRate(current().learningRate);
      const penalty = penaltyOf(variant, current());
      const trainLoss = await trainEpoch({ ...training, penalty }, epoch, signal);
      if (signal?.aborted) return;
      if (!Number.isFinite(trainLoss))
        throw new RunError(`gates: the loss of '${variant}' is ${trainLoss} in epoch ${epoch}`, epoch);
      const { accuracy, openShare, conditionalShare, openShares, probabilities } = await measure(
        network,
        tables.validation,
      );
      history.push({ epoch, trainLoss, validationAccuracy: accuracy, openShare, conditionalShare });
      const last = epoch === epochs;
      const result = last ? await finalResult(network, tables.test, seed) : undefined;
      yield {
        name: variant,
        label: labels[variant],
        running: !last,
        epoch,
        history: [...history],
        openShares,
        probabilities,
        result,
      };
    }
  } finally {
    network.dispose();
    optimizer.dispose();
  }
}

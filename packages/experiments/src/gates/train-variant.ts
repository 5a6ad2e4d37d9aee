import { adam } from '@hyperprior/backends';
import type { Table } from '@hyperprior/datasets';
import type { DeviceTable } from '../classification/device-table.ts';
import { measure } from '../classification/measure.ts';
import { trainEpoch } from '../classification/train-epoch.ts';
import { RunError } from '../training/run-error.ts';
import { readState, restoreState, type TrainingState } from '../training/training-state.ts';
import { finalResult } from './final-result.ts';
import type { GateVariantState, TrainedGates } from './frame.ts';
import { type GatedNetwork, gatedNetwork, type NetworkShape } from './network.ts';
import { penaltyOf } from './penalty.ts';
import type { GatesSettings } from './settings.ts';
import type { Training } from './trainings.ts';
import { variantLabels } from './variants.ts';
import { readWeights } from './weights.ts';

/** Network shape, data and settings that all variants share. */
interface Material {
  readonly shape: NetworkShape;
  readonly train: Table;
  readonly tables: Readonly<Record<'validation' | 'test', DeviceTable>>;
  readonly resumable: boolean;
  /** Returns the current settings, which may change from epoch to epoch. */
  readonly settings: () => GatesSettings;
}

/** A variant after an epoch. */
interface TrainedEpoch {
  readonly variant: GateVariantState;
  /** State of the training; null if the run is not resumable. */
  readonly state: TrainingState | null;
  /** Trained network after the last epoch; null before. */
  readonly trained: TrainedGates | null;
}

/** Trains one variant from one seed. Yields its state after every epoch, the last one with the result on the test set. */
export async function* trainVariant(
  { name, seed, from }: Training,
  { shape, train, tables, resumable, settings }: Material,
  signal?: AbortSignal,
): AsyncGenerator<TrainedEpoch> {
  const { epochs, batchSize, minUpdates, learningRate } = settings();
  const network = gatedNetwork(shape, seed);
  const optimizer = adam({ learningRate });
  const history = [...(from?.history ?? [])];
  try {
    if (from) await restoreState(network.variables, optimizer, from.weights);
    for (let epoch = history.length + 1; epoch <= epochs; epoch++) {
      optimizer.setLearningRate(settings().learningRate);
      const updates = [{ optimizer, variables: network.variables }];
      const training = {
        network,
        updates,
        table: train,
        batchSize,
        minUpdates,
        seed,
        batchesPerTurn: 8,
        penalty: penaltyOf(name, settings()),
      };
      const trainLoss = await trainEpoch(training, epoch, signal);
      if (signal?.aborted) return;
      if (!Number.isFinite(trainLoss))
        throw new RunError(`gates: the loss of '${name}' is ${trainLoss} in epoch ${epoch}`, epoch);
      const measured = await measure(network, tables.validation);
      const { accuracy, openShare, conditionalShare, openShares, probabilities } = measured;
      history.push({ epoch, trainLoss, validationAccuracy: accuracy, openShare, conditionalShare });
      const running = epoch < epochs;
      const final = running ? null : await finalResult(network, tables.test, seed);
      const label = variantLabels[name];
      yield {
        variant: {
          name,
          label,
          running,
          epoch,
          history: [...history],
          openShares,
          probabilities,
          result: final?.result,
        },
        state: resumable ? await readState(network.variables, optimizer) : null,
        trained: final ? await trainedOf(network, settings(), final) : null,
      };
    }
  } finally {
    network.dispose();
    optimizer.dispose();
  }
}

/** Keeps a trained network as plain data. */
async function trainedOf(
  network: GatedNetwork,
  { epochs, learningRate, target, batchSize, minUpdates, temperature, weights }: GatesSettings,
  { predictions, openShares }: Pick<TrainedGates, 'predictions' | 'openShares'>,
): Promise<TrainedGates> {
  const settings = { epochs, learningRate, target, batchSize, minUpdates, temperature, weights };
  return { settings, weights: await readWeights(network), predictions, openShares };
}

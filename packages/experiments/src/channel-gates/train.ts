import { adam } from '@hyperprior/backends';
import type { Table } from '@hyperprior/datasets';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import type { DeviceTable } from '../classification/device-table.ts';
import type { GatedClassifier } from '../classification/gated-classifier.ts';
import { measure } from '../classification/measure.ts';
import { trainEpoch } from '../classification/train-epoch.ts';
import { RunError } from '../training/run-error.ts';
import type { ChannelTraining } from './frame.ts';

/** Network, data and settings of one training. */
export interface Course extends Pick<ChannelTraining, 'index' | 'method' | 'setting' | 'epochs' | 'layers'> {
  readonly network: GatedClassifier;
  readonly variables: Variable[];
  /** Variables that are learned along with the network, at a rate of their own. */
  readonly priors: Variable[];
  readonly penalty: (logits: Tensor) => Scalar;
  readonly train: Table;
  readonly validation: DeviceTable;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly priorRate: number;
  readonly seed: number;
}

/** Trains with rates that fall linearly, epoch by epoch; yields the state after each. The signal stops it. */
export async function* train(course: Course, signal?: AbortSignal): AsyncGenerator<ChannelTraining> {
  const { network, penalty, train: table, batchSize, seed } = course;
  const { index, method, setting, epochs, layers } = course;
  const shared = { network, penalty, table, batchSize, seed, batchesPerTurn: 1 };
  const parts = [
    { optimizer: adam({ learningRate: course.learningRate }), rate: course.learningRate, variables: course.variables },
    { optimizer: adam({ learningRate: course.priorRate }), rate: course.priorRate, variables: course.priors },
  ];
  const updates = parts.filter(({ variables }) => variables.length > 0);
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      for (const { optimizer, rate } of updates) optimizer.setLearningRate(rate * (1 - (epoch - 1) / epochs));
      const trainLoss = await trainEpoch({ ...shared, updates }, epoch, signal);
      if (signal?.aborted) return;
      if (!Number.isFinite(trainLoss)) throw notFinite(course, trainLoss, epoch);
      const { accuracy, openShares } = await measure(network, course.validation);
      yield { index, method, setting, epoch, epochs, trainLoss, validationAccuracy: accuracy, openShares, layers };
    }
  } finally {
    for (const { optimizer } of parts) optimizer.dispose();
  }
}

function notFinite({ method, setting }: Course, loss: number, epoch: number): RunError {
  const training = method ? `'${method}' at ${setting}` : 'the network without gates';
  return new RunError(`channel-gates: the loss of ${training} is ${loss} in epoch ${epoch}`, epoch);
}

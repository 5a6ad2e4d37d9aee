import type { Table } from '@hyperprior/datasets';
import { scalar } from '@tensorflow/tfjs-core';
import type { DeviceTable } from '../classification/device-table.ts';
import type { GatedClassifier } from '../classification/gated-classifier.ts';
import { measure } from '../classification/measure.ts';
import type { Curves, GatedTraining } from './curves.ts';
import type { ChannelTraining } from './frame.ts';
import { gateRegularizer } from './gate-regularizer.ts';
import { ungatedMultiplications } from './multiplications.ts';
import { type ChannelNetwork, ungated } from './network.ts';
import { pointOf } from './point.ts';
import type { ChannelGatesSettings } from './settings.ts';
import { setValues, valuesOf } from './start-weights.ts';
import { train } from './train.ts';

/** Network, settings and data that all trainings of a run share. */
export interface Material {
  readonly network: ChannelNetwork;
  readonly settings: ChannelGatesSettings;
  readonly train: Table;
  readonly validation: DeviceTable;
  readonly test: { readonly device: DeviceTable; readonly table: Table };
}

/**
 * Trains the network without gates for a start, from there on without gates for comparison, and once for each point of
 * the curves that is missing, to which it adds what comes out.
 */
export async function* trainings(
  material: Material,
  curves: Curves,
  signal?: AbortSignal,
): AsyncGenerator<ChannelTraining> {
  const { network, settings, test } = material;
  const free = ungated(network);
  yield* withoutGates(0, free, settings.ungatedEpochs, material, signal);
  const start = await valuesOf(network.variables);
  const reference = curves.ungated ? [] : withoutGates(1, free, settings.epochs, material, signal);
  for await (const training of reference) {
    if (training.epoch === settings.epochs) {
      const { accuracy } = await measure(free, test.device);
      curves.ungated = { accuracy, multiplications: ungatedMultiplications(network.shape) };
    }
    yield training;
  }
  for (const training of curves.missing) {
    if (signal?.aborted) return;
    setValues(network.variables, start);
    yield* withGates(training, material, curves, signal);
  }
}

function withoutGates(
  index: number,
  network: GatedClassifier,
  epochs: number,
  material: Material,
  signal?: AbortSignal,
) {
  const { variables } = network;
  const penalty = () => scalar(0);
  return train(
    { ...commonOf(material), index, method: null, setting: 0, epochs, network, variables, priors: [], penalty },
    signal,
  );
}

async function* withGates(
  { index, method, setting }: GatedTraining,
  material: Material,
  curves: Curves,
  signal?: AbortSignal,
) {
  const { network, settings, test } = material;
  const { epochs } = settings;
  const regularizer = gateRegularizer(method, setting, settings, network.gates);
  const { penalty, variables: priors } = regularizer;
  try {
    const course = {
      ...commonOf(material),
      index,
      method,
      setting,
      epochs,
      network,
      variables: network.variables,
      priors,
      penalty,
    };
    for await (const training of train(course, signal)) {
      if (training.epoch === epochs) curves.add(method, await pointOf(network, regularizer, setting, settings, test));
      yield training;
    }
  } finally {
    regularizer.dispose();
  }
}

function commonOf({ network, settings, train: table, validation }: Material) {
  const { batchSize, learningRate, priorRate, seed } = settings;
  const layers = network.shape.channels.slice(1);
  return { layers, train: table, validation, batchSize, learningRate, priorRate, seed };
}

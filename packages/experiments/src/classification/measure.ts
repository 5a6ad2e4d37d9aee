import { hardGate } from '@hyperprior/bas-loss';
import { randomStream } from '@hyperprior/numerics';
import { argMax, concat, gather, slice, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { read } from '../training/read.ts';
import type { DeviceTable } from './device-table.ts';
import type { GatedClassifier } from './gated-classifier.ts';

/** Measurements of a network on a set of samples, with hard gates. */
export interface Measurement {
  readonly accuracy: number;
  readonly openShare: number;
  readonly conditionalShare: number;
  /** Index of each sample's predicted class. */
  readonly predictions: Int32Array;
  /** Logits of the gates, [samples, gates]. */
  readonly logits: Float32Array;
  /** For each gate, the share of the samples for which it is open. */
  readonly openShares: Float32Array;
  /** Gate probabilities σ(logit), a sample of fixed size. */
  readonly probabilities: Float32Array;
}

/** A gate is conditional if the share of samples for which it is open lies between these. */
const [rarely, mostly] = [0.05, 0.95];

/** Number of gate probabilities in a frame. */
const sampleSize = 2048;

/** Rows that are classified at once. */
const block = 1000;

/** Measures the network on a table. */
export async function measure(network: GatedClassifier, table: DeviceTable): Promise<Measurement> {
  const [logits, predictions] = await Promise.all(gatesAndPredictions(network, table).map(read));
  const openShares = sharesOpen(logits, network.gates);
  return {
    accuracy: agreement(predictions, table.labels),
    openShare: average(openShares),
    conditionalShare: average(openShares.map((share) => Number(share >= rarely && share <= mostly))),
    predictions: Int32Array.from(predictions),
    logits,
    openShares,
    probabilities: probabilitySample(logits),
  };
}

/** Accuracy when each sample is classified with the gates of another sample, drawn by a random permutation. */
export async function shuffledAccuracy(network: GatedClassifier, table: DeviceTable, seed: number): Promise<number> {
  const order = randomStream(seed, shuffleStream).shuffle(Int32Array.from({ length: table.count }, (_, i) => i));
  const predictions = tidy(() => {
    const gates = inBlocks(table.features, (x) => hardGate(network.gateLogits(x)));
    return classesOf(network, table.features, gather(gates, tensor1d(order, 'int32')));
  });
  return agreement(await read(predictions), table.labels);
}

const shuffleStream = 1001;

/** The gates' logits and the predicted classes. */
function gatesAndPredictions(network: GatedClassifier, { features }: DeviceTable): [Tensor, Tensor] {
  return tidy(() => {
    const logits = inBlocks(features, (x) => network.gateLogits(x));
    return [logits, classesOf(network, features, hardGate(logits))];
  });
}

/** The predicted classes under given gates, [rows, groups]. */
const classesOf = (network: GatedClassifier, features: Tensor, gates: Tensor): Tensor =>
  inBlocks(features, (x, from) => argMax(network.classify(x, slice(gates, [from, 0], [x.shape[0], network.gates])), 1));

function inBlocks(features: Tensor, compute: (x: Tensor, from: number) => Tensor): Tensor {
  const [rows, columns] = features.shape;
  return tidy(() => {
    const parts: Tensor[] = [];
    for (let from = 0; from < rows; from += block) {
      const length = Math.min(block, rows - from);
      parts.push(tidy(() => compute(slice(features, [from, 0], [length, columns]), from)));
    }
    return concat(parts, 0);
  });
}

function sharesOpen(logits: Float32Array, groups: number): Float32Array {
  const shares = new Float32Array(groups);
  for (let i = 0; i < logits.length; i++) if (logits[i] > 0) shares[i % groups]++;
  return shares.map((count) => (count * groups) / logits.length);
}

function probabilitySample(logits: Float32Array): Float32Array {
  const size = Math.min(sampleSize, logits.length);
  return Float32Array.from({ length: size }, (_, i) => {
    const logit = logits[Math.floor((i * logits.length) / size)];
    return 1 / (1 + Math.exp(-logit));
  });
}

const average = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const agreement = (predictions: ArrayLike<number>, labels: Int32Array): number =>
  labels.reduce((hits, label, i) => hits + Number(predictions[i] === label), 0) / labels.length;

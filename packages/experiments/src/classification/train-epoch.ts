import { straightThroughGate } from '@hyperprior/bas-loss';
import { selectRows, type Table } from '@hyperprior/datasets';
import { type RandomStream, randomStream } from '@hyperprior/numerics';
import {
  add,
  dispose,
  logSumExp,
  mean,
  mul,
  type Optimizer,
  oneHot,
  type Scalar,
  stack,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { nextTask } from '../training/next-task.ts';
import { read } from '../training/read.ts';
import type { GatedClassifier } from './gated-classifier.ts';

/** Term added to the cross-entropy: a function of the noise-free gate logits, [batch, gates]. */
export type Penalty = (logits: Tensor) => Scalar;

/** Variables that one optimizer updates. */
interface Update {
  readonly optimizer: Optimizer;
  readonly variables: Variable[];
}

/** What one epoch needs. */
export interface Training {
  readonly network: GatedClassifier;
  readonly updates: readonly Update[];
  readonly penalty: Penalty;
  readonly table: Table;
  readonly batchSize: number;
  readonly seed: number;
  /** Updates that the epoch makes at least: a small table is passed several times. Default: one pass. */
  readonly minUpdates?: number;
  /** Number of batches after which a signal, a timer or a drawing gets its turn. */
  readonly batchesPerTurn: number;
}

/** Streams of random numbers apart from those of the weights. */
const [orderStream, noiseStream] = [100, 1_000_000];

/**
 * One pass over the training set in a new random order, or several where one makes too few updates; an incomplete last
 * batch is left out where there is a whole one. Returns the mean loss, NaN where no batch was trained. Stops early, with what was trained kept, when the signal is raised.
 */
export async function trainEpoch(training: Training, epoch: number, signal?: AbortSignal): Promise<number> {
  const { table, batchSize, seed, minUpdates = 1 } = training;
  const size = Math.min(batchSize, table.count);
  const orders = randomStream(seed, orderStream + epoch);
  const order = Int32Array.from({ length: table.count }, (_, i) => i);
  const passes = Math.ceil(minUpdates / Math.floor(table.count / size));
  const noise = randomStream(seed, noiseStream + epoch);
  const losses: Scalar[] = [];
  try {
    for (let pass = 0; pass < passes; pass++) {
      orders.shuffle(order);
      for (let from = 0; from + size <= table.count && !signal?.aborted; from += size) {
        losses.push(trainBatch(training, order.subarray(from, from + size), noise));
        if (losses.length % training.batchesPerTurn === 0) await nextTask();
      }
    }
    if (losses.length === 0) return Number.NaN;
    const [average] = await read(tidy(() => mean(stack(losses))));
    return average;
  } finally {
    dispose(losses);
  }
}

function trainBatch({ network, updates, penalty, table }: Training, rows: Int32Array, noise: RandomStream): Scalar {
  return tidy(() => {
    const batch = selectRows(table, rows);
    const x = tensor2d(batch.features, [batch.count, batch.featureCount]);
    const labels = oneHot(tensor1d(batch.labels, 'int32'), network.classes);
    const perturbation = logisticNoise(rows.length, network.gates, noise);
    const { value, grads } = variableGrads(
      () => {
        const logits = network.gateLogits(x);
        const gates = straightThroughGate(add(logits, perturbation));
        return add<Scalar>(crossEntropy(network.classify(x, gates), labels), penalty(logits));
      },
      updates.flatMap(({ variables }) => variables),
    );
    for (const { optimizer, variables } of updates)
      optimizer.applyGradients(
        Object.fromEntries(variables.flatMap(({ name }) => (grads[name] ? [[name, grads[name]]] : []))),
      );
    return value;
  });
}

/** Mean cross-entropy of one-hot labels, from logits. */
const crossEntropy = (logits: Tensor, labels: Tensor): Scalar =>
  mean<Scalar>(sub(logSumExp(logits, 1), sum(mul(logits, labels), 1)));

function logisticNoise(rows: number, columns: number, stream: RandomStream): Tensor {
  const values = Float32Array.from({ length: rows * columns }, () => {
    const u = stream.uniform();
    return Math.log(u) - Math.log1p(-u);
  });
  return tensor2d(values, [rows, columns]);
}

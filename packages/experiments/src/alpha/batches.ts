import { selectRows, type Table } from '@hyperprior/datasets';
import { randomStream } from '@hyperprior/numerics';
import { oneHot, type Tensor, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';

/** A batch on the device. */
export interface Batch {
  /** [batch, features] */
  readonly x: Tensor;
  /** One-hot, [batch, classes]. */
  readonly labels: Tensor;
}

/** A stream of random numbers for each pass, apart from those of the weights. */
const orderStreams = 100;

/**
 * The batches of a table, step by step: each pass takes the rows in a new random order from the seed; an incomplete last
 * batch is left out.
 * @param rows of a batch, at most those of the table
 */
export function batchesOf(table: Table, rows: number, seed: number): (step: number) => Batch {
  const perPass = Math.floor(table.count / rows);
  let [pass, order] = [-1, new Int32Array()];
  return (step) => {
    if (pass !== Math.floor(step / perPass)) {
      pass = Math.floor(step / perPass);
      order = randomStream(seed, orderStreams + pass).shuffle(Int32Array.from({ length: table.count }, (_, i) => i));
    }
    const from = (step % perPass) * rows;
    return onDevice(selectRows(table, order.subarray(from, from + rows)));
  };
}

const onDevice = ({ features, labels, count, featureCount, classNames }: Table): Batch =>
  tidy(() => ({
    x: tensor2d(features, [count, featureCount]),
    labels: oneHot(tensor1d(labels, 'int32'), classNames.length),
  }));

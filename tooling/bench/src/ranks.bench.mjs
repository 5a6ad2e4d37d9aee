/** The ranks of 64 rows of 65,536 values, against the sort that TF.js offers. */
import { selectBackend } from '@hyperprior/backends';
import { rank } from '@hyperprior/bas-loss';
import * as tf from '@tensorflow/tfjs-core';
import { digits, interleaved } from './measure.mjs';

const shape = [64, 65536];

export async function run() {
  const rows = [];
  for (const prefer of ['cpu', 'wasm']) {
    await selectBackend({ prefer });
    const x = tf.randomUniform(shape, 0, 1, 'float32', 1);
    const disposeAll = (result) => tf.dispose(result);
    const time = await interleaved(
      { ours: () => disposeAll(rank(x)), topk: () => disposeAll(tf.topk(x, shape[1])) },
      { rounds: 2, calls: 1, warmup: 1 },
    );
    rows.push([prefer, digits(time.ours), digits(time.topk), `${digits(time.topk / time.ours)} x`]);
    x.dispose();
  }
  return {
    title: `Ranks of [${shape}]`,
    columns: ['backend', 'rank, ms', 'topk, ms', 'ratio (at least 5 on cpu)'],
    rows,
  };
}

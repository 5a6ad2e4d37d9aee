/** A stable sort of 64 rows of 65,536 values, and its gradient, against the sort that TF.js offers. */
import { argsort, sort } from '@hyperprior/autodiff';
import { selectBackend } from '@hyperprior/backends';
import * as tf from '@tensorflow/tfjs-core';
import { digits, interleaved } from './measure.mjs';

const shape = [64, 65536];

export async function run() {
  const rows = [];
  for (const prefer of ['cpu', 'wasm']) {
    await selectBackend({ prefer });
    const x = tf.randomUniform(shape, -1, 1, 'float32', 1);
    const gradient = tf.grad((at) => sort(at));
    const time = await interleaved(
      {
        sort: () => tf.dispose(sort(x)),
        argsort: () => tf.dispose(argsort(x)),
        gradient: () => tf.dispose(gradient(x)),
        topk: () => tf.dispose(tf.topk(x, shape[1])),
      },
      { rounds: 2, calls: 1, warmup: 1 },
    );
    const times = ['sort', 'argsort', 'gradient', 'topk'].map((name) => digits(time[name]));
    rows.push([prefer, ...times, `${digits(time.topk / time.sort)} x`]);
    x.dispose();
  }
  return {
    title: `Sort of [${shape}]`,
    columns: ['backend', 'sort, ms', 'argsort, ms', 'with gradient, ms', 'topk, ms', 'topk / sort (at least 8 on cpu)'],
    rows,
  };
}

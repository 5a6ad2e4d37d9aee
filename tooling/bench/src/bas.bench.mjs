/** One Batch-Shaping training step, 500 points and Adam, against the same step made of TF.js's own operations. */
import { adam, selectBackend } from '@hyperprior/backends';
import { basLoss } from '@hyperprior/bas-loss';
import { beta, normal, relaxedBernoulli, symmetricBeta } from '@hyperprior/priors';
import * as tf from '@tensorflow/tfjs-core';
import { digits, interleaved } from './measure.mjs';

const count = 500;

const cases = [
  {
    name: 'relaxed-bernoulli(0.2, 0.25)',
    prior: relaxedBernoulli(0.2, 0.25),
    target: 0.2,
    pytorch: 0.28,
    peer: concreteCdf,
  },
  { name: 'normal(0.6, 0.1)', prior: normal(0.6, 0.1), target: 0.2, pytorch: 0.28, peer: normalCdf },
  { name: 'beta(2, 6)', prior: beta(2, 6), target: 0.35, pytorch: 0.67, peer: null },
  { name: 'symmetric-beta(0.9)', prior: symmetricBeta(0.9), target: 0.35, pytorch: 0.67, peer: null },
];

export async function run() {
  const { device } = await selectBackend();
  const rows = [];
  for (const { name, prior, target, pytorch, peer } of cases) {
    const subjects = { ours: ourStep(prior) };
    if (peer) subjects.eager = eagerStep(peer);
    const time = await interleaved(subjects, { calls: 200, warmup: 500 });
    rows.push([
      name,
      digits(time.ours),
      target,
      peer ? digits(time.eager) : '-',
      peer ? `${digits(time.eager / time.ours)} x` : '-',
      pytorch,
    ]);
  }
  return {
    title: `One BaS training step, ${count} points, on ${device}`,
    columns: ['prior', 'ms', 'at most', 'TF.js operations, ms', 'ratio', 'PyTorch reference, ms (not this run)'],
    rows,
  };
}

const startingPoints = () => tf.variable(tf.randomUniform([count], -4, 4, 'float32', 1));

function ourStep(prior) {
  const points = startingPoints();
  const optimizer = adam({ learningRate: 0.01, epsilon: 1e-8 });
  return () => optimizer.minimize(() => basLoss(tf.sigmoid(points), prior), false, [points]);
}

function eagerStep(cdf) {
  const points = startingPoints();
  const optimizer = tf.train.adam(0.01, 0.9, 0.999, 1e-8);
  return () =>
    tf.tidy(() => {
      const order = tf.topk(tf.neg(tf.sigmoid(points)), count).indices;
      const rank = tf.add(tf.cast(tf.topk(tf.neg(tf.cast(order, 'float32')), count).indices, 'float32'), 1);
      const empirical = tf.div(rank, count + 1);
      optimizer.minimize(() => tf.mean(tf.square(tf.sub(empirical, cdf(tf.sigmoid(points))))), false, [points]);
    });
}

function concreteCdf(x) {
  const logit = tf.sub(tf.log(x), tf.log(tf.sub(1, x)));
  return tf.sigmoid(tf.sub(tf.mul(0.25, logit), Math.log(0.2 / 0.8)));
}

function normalCdf(x) {
  return tf.mul(0.5, tf.add(1, tf.erf(tf.mul(tf.sub(x, 0.6), Math.SQRT1_2 / 0.1))));
}

/** One step of generalized Batch-Shaping with Adam, and how its time grows with the number of values. */
import { adam, selectBackend } from '@hyperprior/backends';
import { gbas } from '@hyperprior/gbas';
import { beta, logitRelaxedBernoulli, relaxedBernoulli } from '@hyperprior/priors';
import * as tf from '@tensorflow/tfjs-core';
import { digits, interleaved } from './measure.mjs';

const same = (x) => x;
const relaxed = { bounds: { temperature: [0, 1] }, penalty: { temperature: { l1: 0.1 } } };

/** The aim in ms, and the PyTorch reference's own time on such a machine. */
const families = [
  { name: 'relaxed Bernoulli, before the sigmoid', make: logitRelaxedBernoulli, seen: same, more: relaxed, aim: 0.8 },
  { name: 'relaxed Bernoulli, after it', make: relaxedBernoulli, seen: tf.sigmoid, more: relaxed, aim: '' },
  { name: 'Beta, both parameters', make: beta, seen: tf.sigmoid, more: {}, aim: 20 },
];
const pytorch = ['2.5 to 6', '2.5 to 6', '3900'];

const sizes = [
  [30, 500],
  [128, 1024],
  [512, 4096],
  [64, 65_536],
];

export async function run() {
  const { device } = await selectBackend({ prefer: 'wasm' });
  const rows = [];
  const subjects = Object.fromEntries(families.map((family) => [family.name, stepOf(family, 30, 500)]));
  subjects.operations = stepOfOperations(30, 500);
  const time = await interleaved(subjects, { calls: 50, rounds: 9, warmup: 100 });
  families.forEach(({ name, aim }, i) => {
    const ratio = `${digits(time.operations / time[name])} x`;
    rows.push([
      name,
      '30 x 500',
      digits(time[name]),
      aim,
      perValue(time[name], 30, 500),
      i < 2 ? ratio : '',
      pytorch[i],
    ]);
  });
  for (const [slices, count] of sizes.slice(1)) {
    const few = slices * count > 1e6;
    const step = stepOf(families[0], slices, count);
    const { own } = await interleaved({ own: step }, { calls: few ? 1 : 5, rounds: 5, warmup: few ? 4 : 20 });
    rows.push([families[0].name, `${slices} x ${count}`, digits(own), '', perValue(own, slices, count), '', '']);
  }
  return {
    title: `One gBaS training step with Adam, on ${device}`,
    columns: ['priors', 'size', 'ms', 'at most', 'ns a value', 'TF.js operations take', 'PyTorch, ms (not this run)'],
    rows,
  };
}

const perValue = (ms, slices, count) => digits((ms * 1e6) / (slices * count));

const startingPoints = (slices, count) => tf.variable(tf.randomUniform([slices, count], -4, 4, 'float32', 1));

function stepOf({ make, seen, more }, slices, count) {
  const points = startingPoints(slices, count);
  const priors = gbas({ family: make, slices, axis: 0, hyperprior: { mean: beta(3, 7) }, ...more });
  const optimizer = adam({ learningRate: 1e-3, epsilon: 1e-8 });
  return () => optimizer.minimize(() => priors.loss(seen(points)).total, false, [points, ...priors.variables]);
}

/** The same loss of relaxed Bernoulli priors, made of TF.js's own operations. */
function stepOfOperations(slices, count) {
  const points = startingPoints(slices, count);
  const [means, temperatures] = [tf.variable(tf.zeros([slices, 1])), tf.variable(tf.zeros([slices, 1]))];
  const optimizer = tf.train.adam(1e-3, 0.9, 0.999, 1e-8);
  const hyperprior = beta(3, 7);
  const loss = () => {
    const [mean, temperature] = [tf.sigmoid(means), tf.sigmoid(temperatures)];
    const cdf = tf.sigmoid(tf.sub(tf.mul(temperature, points), tf.log(tf.div(mean, tf.sub(1, mean)))));
    const own = tf.mean(tf.square(tf.sub(ranks(points, count), cdf)));
    const flat = tf.reshape(mean, [1, slices]);
    const held = tf.mean(tf.square(tf.sub(ranks(flat, slices), hyperprior.cdf(flat))));
    return tf.add(tf.add(own, held), tf.mul(0.1, tf.mean(temperature)));
  };
  return () => tf.tidy(() => void optimizer.minimize(loss, false, [points, means, temperatures]));
}

/** F̂, a constant to the gradient. */
const ranks = (x, count) =>
  tf.customGrad((values) => ({ value: ranksOf(values, count), gradFunc: (dy) => tf.zerosLike(dy) }))(x);

function ranksOf(x, count) {
  const order = tf.topk(tf.neg(x), count).indices;
  const rank = tf.add(tf.cast(tf.topk(tf.neg(tf.cast(order, 'float32')), count).indices, 'float32'), 1);
  return tf.div(rank, count + 1);
}

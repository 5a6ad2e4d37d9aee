/** A step of a digits network that is measured, against the same step by `minimize` alone. */
import { selectBackend } from '@hyperprior/backends';
import * as instruments from '@hyperprior/cockpit-alpha';
import * as tf from '@tensorflow/tfjs-core';
import { digits, interleaved } from './measure.mjs';

const widths = [784, 128, 64, 10];
const batch = 128;
const { cockpit, alpha, every, normTest, innerProductTest, orthogonalityTest, gradientNorm, updateSize, loss } =
  instruments;

const measured = {
  'nothing due': { alpha: alpha({ schedule: () => false }) },
  'loss, gradient norm, update size': { loss: loss(), norm: gradientNorm(), size: updateSize() },
  alpha: { alpha: alpha() },
  'alpha, every 10th step': { alpha: alpha({ schedule: every(10) }) },
  'alpha and the three tests': {
    alpha: alpha(),
    norm: normTest(),
    inner: innerProductTest(),
    orthogonality: orthogonalityTest(),
  },
  economy: instruments.economy(),
  'economy, every 10th step': instruments.economy({ schedule: every(10) }),
};

export async function run() {
  const rows = [];
  for (const prefer of ['wasm', 'cpu']) {
    await selectBackend({ prefer });
    const few = prefer === 'cpu';
    const time = await interleaved(steps(), { rounds: few ? 3 : 7, calls: 10, warmup: few ? 1 : 10 });
    rows.push([prefer, 'minimize', digits(time.minimize), '']);
    for (const name of Object.keys(measured))
      rows.push([prefer, name, digits(time[name]), digits(time[name] / time.minimize)]);
  }
  return {
    title: `One step of ${widths.join('-')}, batch ${batch}, SGD; every record awaited`,
    columns: ['backend', 'what is measured', 'ms', 'times minimize'],
    rows,
  };
}

/** The same step by `minimize`, and by cockpits with all sorts of instruments; each trains a network of its own. */
function steps() {
  const plain = network();
  const minimize = async () => {
    plain.optimizer.minimize(() => tf.mean(plain.losses()), false, plain.variables);
    await plain.variables[0].data();
  };
  const others = Object.entries(measured).map(([name, quantities]) => {
    const { variables, losses, optimizer } = network();
    const panel = cockpit(variables, quantities, { strict: true });
    return [
      name,
      async () => {
        await panel.step(optimizer, losses);
        await variables[0].data();
      },
    ];
  });
  return { minimize, ...Object.fromEntries(others) };
}

function network() {
  const variables = widths
    .slice(1)
    .flatMap((width, i) => [tf.variable(tf.randomNormal([widths[i], width], 0, 0.05)), tf.variable(tf.zeros([width]))]);
  const x = tf.randomUniform([batch, widths[0]]);
  const labels = tf.oneHot(tf.randomUniform([batch], 0, 10, 'int32'), 10);
  const losses = () => {
    const hidden = [0, 2].reduce((y, at) => tf.relu(tf.add(tf.matMul(y, variables[at]), variables[at + 1])), x);
    const logits = tf.add(tf.matMul(hidden, variables[4]), variables[5]);
    return tf.sub(tf.logSumExp(logits, 1), tf.sum(tf.mul(logits, labels), 1));
  };
  return { variables, losses, optimizer: tf.train.sgd(1e-4) };
}

/** What instruments hold: the most memory of a step, and what is left after thousands. */
import { selectBackend } from '@hyperprior/backends';
import * as instruments from '@hyperprior/cockpit-alpha';
import * as tf from '@tensorflow/tfjs-core';
import { digits } from './measure.mjs';
import { dense } from './networks.mjs';

const batch = 128;
const { cockpit, alpha } = instruments;
const kinds = [
  ['minimize', null, 10_000],
  ['alpha', { alpha: alpha() }, 10_000],
  ['economy', instruments.economy(), 2000],
  ['full', instruments.full(), 50],
];

export async function run() {
  await selectBackend({ prefer: 'wasm' });
  const rows = [];
  for (const kind of kinds) rows.push(await rowOf(kind));
  return {
    title: `Memory of 784-128-64-10, batch ${batch}, on wasm; parameters 0.44 MB, all gradients of the samples 56 MB`,
    columns: ['what is measured', 'most of a step, MB', 'steps of 16-16-4', 'tensors more after them', 'MB more'],
    rows,
  };
}

async function rowOf([name, quantities, steps]) {
  const { peakBytes } = await tf.profile(async () => void (await training([784, 128, 64, 10], batch, quantities)()));
  const step = training([16, 16, 4], 16, quantities);
  for (let i = 0; i < 10; i++) await step();
  const before = tf.memory();
  for (let i = 0; i < steps; i++) await step();
  const after = tf.memory();
  const more = (after.numBytes - before.numBytes) / 2 ** 20;
  return [name, digits(peakBytes / 2 ** 20), steps, after.numTensors - before.numTensors, digits(more)];
}

/** One step of a new network, each time that it is called. */
function training(widths, size, quantities) {
  const { variables, losses, optimizer } = dense(widths, size);
  const panel = quantities && cockpit(variables, quantities, { strict: true });
  return async () => {
    if (panel) await panel.step(optimizer, losses);
    else optimizer.minimize(() => tf.mean(losses()), false, variables);
  };
}

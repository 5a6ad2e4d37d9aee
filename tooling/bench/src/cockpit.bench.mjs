/** A step of a digits network that is measured, against the same step by `minimize` alone. */
import { selectBackend } from '@hyperprior/backends';
import { registerGradients } from '@hyperprior/backends/gradients';
import * as instruments from '@hyperprior/cockpit-alpha';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { digits, interleaved } from './measure.mjs';
import { convolutional, dense } from './networks.mjs';

const widths = [784, 128, 64, 10];
const batch = 128;
const network = () => dense(widths, batch);
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

/** Where a part will do: what costs most on TF.js's own wasm, and alpha of a convolutional network. */
const { alpha: alone, 'alpha and the three tests': withTests, economy } = measured;
const some = { alpha: alone, 'alpha and the three tests': withTests, economy };

export async function run() {
  // Before `selectBackend` replaces the slow kernels.
  await tf.setBackend('wasm');
  registerGradients();
  const rows = await rowsOf("TF.js's own wasm", network, some, { rounds: 3, calls: 3, warmup: 3 });
  await selectBackend({ prefer: 'wasm' });
  rows.push(...(await rowsOf('wasm', network, measured, { rounds: 15, calls: 10, warmup: 10 })));
  rows.push(
    ...(await rowsOf('wasm, convolutional', () => convolutional(batch), some, { rounds: 7, calls: 3, warmup: 3 })),
  );
  await selectBackend({ prefer: 'cpu' });
  rows.push(...(await rowsOf('cpu', network, measured, { rounds: 3, calls: 5, warmup: 1 })));
  return {
    title: `One step of ${widths.join('-')} (or of two convolutions), batch ${batch}, SGD; every record awaited`,
    columns: ['backend', 'what is measured', 'ms', 'times minimize'],
    rows,
  };
}

async function rowsOf(label, make, kinds, how) {
  const time = await interleaved(steps(make, kinds), how);
  const names = Object.keys(kinds);
  return [
    [label, 'minimize', digits(time.minimize), ''],
    ...names.map((name) => [label, name, digits(time[name]), digits(time[name] / time.minimize)]),
  ];
}

/** The same step by `minimize`, and by cockpits with all sorts of instruments; each trains a network of its own. */
function steps(make, kinds) {
  const plain = make();
  const minimize = async () => {
    plain.optimizer.minimize(() => tf.mean(plain.losses()), false, plain.variables);
    await plain.variables[0].data();
  };
  const others = Object.entries(kinds).map(([name, quantities]) => {
    const { variables, losses, optimizer } = make();
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

/** A training step's gradients with installGradients against TF.js's own; and jvp and hvp against a gradient. */
import { hvp, installGradients, jvp } from '@hyperprior/autodiff';
import { selectBackend } from '@hyperprior/backends';
import * as tf from '@tensorflow/tfjs-core';
import { jaxTime, randomArray, startJax } from './jax.mjs';
import { digits, interleaved } from './measure.mjs';

const networks = [
  { widths: [2, 8, 1], batch: 16 },
  { widths: [784, 128, 64, 10], batch: 128 },
];

export async function run() {
  await selectBackend({ prefer: 'wasm' });
  const rows = [];
  for (const { widths, batch } of networks) {
    const { loss, variables, directions } = makeNetwork(widths, batch);
    const step = () => tf.tidy(() => void tf.variableGrads(loss, variables));
    const installed = (work) => () => {
      const handle = installGradients();
      work();
      handle.uninstall();
    };
    // Installing takes a moment: so many steps for one installation.
    const steps = () => {
      for (let i = 0; i < 200; i++) step();
    };
    const time = await interleaved({ own: steps, ours: installed(steps) }, { rounds: 7, calls: 1, warmup: 1 });
    installGradients();
    const second = await interleaved(
      {
        gradient: step,
        jvp: () => tf.tidy(() => void jvp(loss, variables, directions)),
        hvp: () => tf.tidy(() => void hvp(loss, variables, directions)),
      },
      { rounds: 5, calls: 50 },
    );
    installGradients().uninstall();
    rows.push([
      widths.join('-'),
      batch,
      digits(time.own / 200),
      digits(time.ours / 200),
      `${digits(time.ours / time.own)} x`,
      `${digits(second.jvp / second.gradient)} x`,
      `${digits(second.hvp / second.gradient)} x`,
      `${digits((await jaxJvp(widths, batch)) / second.jvp)} x`,
    ]);
  }
  return {
    title: 'The gradient of a network by its weights, tanh, wasm',
    columns: [
      'network',
      'batch',
      "TF.js's own, ms",
      'installed, ms',
      'ratio (at most 1.05)',
      'jvp / gradient',
      'hvp / gradient',
      "jax-js's jvp / ours",
    ],
    rows,
  };
}

function makeNetwork(widths, batch) {
  const variables = widths
    .slice(1)
    .flatMap((width, i) => [tf.variable(tf.randomNormal([widths[i], width], 0, 0.1)), tf.variable(tf.zeros([width]))]);
  const x = tf.randomUniform([batch, widths[0]]);
  const loss = () => {
    let y = x;
    for (let at = 0; at < variables.length; at += 2)
      y = tf.tanh(tf.add(tf.matMul(y, variables[at]), variables[at + 1]));
    return tf.mean(tf.square(y));
  };
  return { variables, loss, directions: variables.map(({ shape }) => tf.randomNormal(shape)) };
}

/** The same network's jvp by jax-js. */
async function jaxJvp(widths, batch) {
  const jax = await startJax();
  const { jit, jvp: jvpOf, numpy } = jax;
  const random = () =>
    widths.slice(1).flatMap((width, i) => [randomArray(jax, [widths[i], width]), randomArray(jax, [width])]);
  const [weights, directions, x] = [random(), random(), randomArray(jax, [batch, widths[0]])];
  const loss = (weightsOf, input) => {
    let y = input;
    for (let at = 0; at < weightsOf.length; at += 2)
      y = numpy.tanh(numpy.matmul(y, weightsOf[at].ref).add(weightsOf[at + 1].ref));
    return numpy.mean(numpy.square(y));
  };
  const derivative = jit((ws, ds, input) => jvpOf((p) => loss(p, input), [ws], [ds]));
  return jaxTime(
    () =>
      derivative(
        weights.map(({ ref }) => ref),
        directions.map(({ ref }) => ref),
        x.ref,
      ),
    { calls: 20 },
  );
}

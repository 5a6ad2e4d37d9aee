/** Per-sample quantities of a digits network, against the gradient alone and against a loop over the samples. */
import { perSample } from '@hyperprior/autodiff';
import { selectBackend } from '@hyperprior/backends';
import { registerGradients } from '@hyperprior/backends/gradients';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { jaxTime, randomArray, startJax } from './jax.mjs';
import { digits, interleaved } from './measure.mjs';

const widths = [784, 128, 64, 10];
const batch = 128;

export async function run() {
  const stock = await stockStep();
  const rows = [];
  for (const prefer of ['wasm', 'cpu']) {
    await selectBackend({ prefer });
    const network = makeNetwork();
    const few = prefer === 'cpu';
    const time = await interleaved(ways(network), { rounds: few ? 5 : 15, calls: few ? 1 : 10, warmup: few ? 1 : 10 });
    const loop = loopTime(network);
    const row = (label, name) => {
      const extra = time[name] - time.gradient;
      const ofStock = few ? '' : digits(extra / stock);
      return [prefer, label, digits(time[name]), digits(extra / time.gradient), ofStock, `${digits(loop / extra)} x`];
    };
    rows.push(
      [prefer, 'gradient alone', digits(time.gradient), '', few ? '' : `TF.js's own: ${digits(stock)} ms`, ''],
      row('and two projections', 'project'),
      row('and the sum of squares', 'squaredSum'),
      row('and the norms', 'norms'),
      row('and the gram matrix', 'gram'),
    );
    if (!few) rows.push(['wasm', 'all gradients, jax-js vmap(grad)', digits(await jaxGradients()), '', '', '']);
    if (!few) rows.push(['wasm', 'all gradients, ours', digits(time.gradients), '', '', '']);
  }
  return {
    title: `One step of ${widths.join('-')}, batch ${batch}`,
    columns: ['backend', 'the step', 'ms', 'extra / gradient', "extra / TF.js's own step", 'loop over samples / extra'],
    rows,
  };
}

/** The gradient alone on the wasm backend as TF.js ships it, before its slow kernels are replaced. */
async function stockStep() {
  registerGradients();
  await tf.setBackend('wasm');
  const { gradient } = await interleaved(
    { gradient: ways(makeNetwork()).gradient },
    { rounds: 3, calls: 5, warmup: 3 },
  );
  return gradient;
}

/** The same network's per-sample gradients by jax-js. */
async function jaxGradients() {
  const jax = await startJax();
  const { grad, jit, nn, numpy, vmap } = jax;
  const parameters = widths.slice(1).map((width, i) => randomArray(jax, [widths[i], width]));
  const x = randomArray(jax, [batch, widths[0]]);
  const loss = ([a, b, c], input) => {
    const hidden = nn.relu(numpy.matmul(nn.relu(numpy.matmul(input, a)), b));
    return numpy.sum(numpy.square(numpy.matmul(hidden, c)));
  };
  const each = jit(vmap(grad(loss), [null, 0]));
  return jaxTime(() =>
    each(
      parameters.map((parameter) => parameter.ref),
      x.ref,
    ),
  );
}

function makeNetwork() {
  const variables = widths
    .slice(1)
    .flatMap((width, i) => [tf.variable(tf.randomNormal([widths[i], width], 0, 0.05)), tf.variable(tf.zeros([width]))]);
  const x = tf.randomUniform([batch, widths[0]]);
  const labels = tf.oneHot(tf.randomUniform([batch], 0, 10, 'int32'), 10);
  const directions = variables.map(({ shape }) => tf.randomNormal(shape));
  const losses = (from = 0, count = batch) => {
    const hidden = [0, 2].reduce(
      (y, at) => tf.relu(tf.add(tf.matMul(y, variables[at]), variables[at + 1])),
      tf.slice(x, from, count),
    );
    const logits = tf.add(tf.matMul(hidden, variables[4]), variables[5]);
    return tf.sub(tf.logSumExp(logits, 1), tf.sum(tf.mul(logits, tf.slice(labels, from, count)), 1));
  };
  return { variables, directions, losses };
}

/** A step of SGD by the mean loss, and the same with more said of it. */
function ways({ variables, directions, losses }) {
  const apply = (gradients) => {
    for (const [i, variable] of variables.entries())
      variable.assign(tf.sub(variable, tf.mul(gradients[i], 1e-6 / batch)));
  };
  const measured = (measure) => () =>
    tf.tidy(() => {
      const samples = perSample(losses, variables);
      apply(samples.total());
      measure(samples);
    });
  return {
    gradient: () =>
      tf.tidy(() => {
        const { grads } = tf.variableGrads(() => tf.sum(losses()), variables);
        apply(variables.map(({ name }) => grads[name]));
      }),
    project: measured((samples) => [samples.project(directions), samples.project(directions)]),
    squaredSum: measured((samples) => samples.squaredSum()),
    norms: measured((samples) => samples.norms()),
    gram: measured((samples) => samples.gram()),
    gradients: measured((samples) => samples.gradients()),
  };
}

/** All samples' gradients, one after the other; once, as it is slow. */
function loopTime({ variables, losses }) {
  const begin = performance.now();
  for (let i = 0; i < batch; i++) tf.tidy(() => tf.variableGrads(() => tf.sum(losses(i, 1)), variables));
  return performance.now() - begin;
}

/**
 * The Beta cdf with all three derivatives, against the bare cdf of jStat and of stdlib. In the first four rows every
 * value has parameters of its own, and the evaluator is reset for each; in the last, as in a layer, 64 values share
 * theirs.
 */
import { betaEvaluator, randomStream } from '@hyperprior/numerics';
import stdlib from '@stdlib/stats-base-dists-beta-cdf';
import jstat from 'jstat';
import { digits, interleaved } from './measure.mjs';

const values = 4096;
const jstatCdf = jstat.jStat.beta.cdf;

/** a and b uniform in the logarithm from `low` to `high`, each kept for `share` values. */
function logUniform(low, high, share = 1) {
  const stream = randomStream(1);
  const draw = () => low * (high / low) ** stream.uniform();
  return points(draw, () => stream.uniform(), share);
}

/** a and b uniform; x uniform, or within two standard deviations of the mean. */
function uniform(low, high, nearMean) {
  const stream = randomStream(2);
  const draw = () => low + (high - low) * stream.uniform();
  const near = (a, b) => {
    const mean = a / (a + b);
    const deviation = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
    return Math.min(0.9999, Math.max(0.0001, mean + deviation * (4 * stream.uniform() - 2)));
  };
  return points(draw, nearMean ? near : () => stream.uniform(), 1);
}

function points(drawParameter, drawX, share) {
  const [a, b, x] = [new Float64Array(values), new Float64Array(values), new Float64Array(values)];
  for (let i = 0; i < values; i++) {
    a[i] = i % share === 0 ? drawParameter() : a[i - 1];
    b[i] = i % share === 0 ? drawParameter() : b[i - 1];
    x[i] = drawX(a[i], b[i]);
  }
  return { a, b, x, share };
}

const regions = {
  'a, b in [0.1, 100], x in [0, 1]': uniform(0.1, 100, false),
  'a, b in [0.1, 100], x near the mean': uniform(0.1, 100, true),
  'a, b log-uniform in [0.1, 100]': logUniform(0.1, 100),
  'a, b log-uniform in [0.05, 1]': logUniform(0.05, 1),
  'the same in [0.1, 100], 64 values a pair': logUniform(0.1, 100, 64),
};

const evaluator = betaEvaluator(1, 1);

function ours({ a, b, x, share }, out) {
  let sum = 0;
  for (let i = 0; i < values; i++) {
    if (i % share === 0) evaluator.reset(a[i], b[i]);
    evaluator.evaluate(x[i], out);
    sum += out[0];
  }
  return sum;
}

function peer(cdf, { a, b, x }) {
  let sum = 0;
  for (let i = 0; i < values; i++) sum += cdf(x[i], a[i], b[i]);
  return sum;
}

export async function run() {
  const out = new Float64Array(5);
  const rows = [];
  for (const [name, data] of Object.entries(regions)) {
    const time = await interleaved(
      {
        ours: () => ours(data, out),
        jstat: () => peer(jstatCdf, data),
        stdlib: () => peer(stdlib, data),
      },
      { rounds: 25, calls: 1, warmup: 5 },
    );
    const nanoseconds = (milliseconds) => digits((milliseconds * 1e6) / values);
    rows.push([
      name,
      nanoseconds(time.ours),
      nanoseconds(time.jstat),
      nanoseconds(time.stdlib),
      `${digits(time.jstat / time.ours)} x`,
      `${digits(time.stdlib / time.ours)} x`,
    ]);
  }
  return {
    title: 'Beta cdf: ours with the derivatives in x, a and b, the peers without',
    columns: ['region', 'ours, ns', 'jstat, ns', 'stdlib, ns', 'jstat / ours', 'stdlib / ours'],
    rows,
  };
}

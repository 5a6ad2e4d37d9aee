import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectTensorClose } from '@hyperprior/vitest';
import { grads, scalar, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { centralDifference } from '../src/central-difference.ts';
import {
  beta,
  type FamilyPrior,
  kumaraswamy,
  mixture,
  normal,
  relaxedBernoulli,
  symmetricBeta,
  truncatedNormal,
} from '../src/index.ts';
import { written } from './examples.ts';
import { registerGpuKernels } from './gpu-kernels.ts';

registerGpuKernels();

const isHost = runsOnHost();

/** Inverse Mills ratio φ(z)/Φ(z) far in the lower tail, by its continued fraction. */
function hazard(z: number): number {
  let fraction = 0;
  for (let k = 60; k > 0; k--) fraction = k / (-z + fraction);
  return -z + fraction;
}

describe('log F far in the tail', () => {
  it.each([-8, -30, -45, -200])('of a normal at z = %d: value and derivatives', async (z) => {
    const [mean, std] = [1, 2];
    const [inX, inMean, inStd] = grads((x: Tensor, m: Tensor, s: Tensor) => normal(m, s).logCdf(x))([
      tensor1d([mean + std * z]),
      scalar(mean),
      scalar(std),
    ]);
    // In float32 the difference of log f and log F, each about -z²/2, has lost the digits above 1.
    const accurate = { rel: isHost ? 2e-6 : 1e-4 + 2e-8 * z * z };
    const slope = hazard(z) / std;
    await expectTensorClose(inX, [slope], accurate);
    await expectTensorClose(inMean, [-slope], accurate);
    await expectTensorClose(inStd, [-slope * z], accurate);
    const logPhi = -0.5 * z * z - 0.5 * Math.log(2 * Math.PI);
    await expectTensorClose(normal(mean, std).logCdf(tensor1d([mean + std * z])), [logPhi - Math.log(hazard(z))], {
      rel: isHost ? 1e-7 : 1e-5,
    });
    const [upper] = grads((x: Tensor) => normal(mean, std).logSf(x))([tensor1d([mean - std * z])]);
    await expectTensorClose(upper, [-slope], accurate);
  });

  const steep: readonly { name: string; make(...at: number[]): FamilyPrior; at: readonly number[]; x: number }[] = [
    { name: 'beta', make: (a, b) => beta(a, b), at: [400, 30], x: 0.05 },
    { name: 'beta, upper', make: (a, b) => beta(a, b), at: [30, 900], x: 0.9 },
    { name: 'beta, where the tail is barely there', make: (a, b) => beta(a, b), at: [250, 30], x: 0.05 },
    { name: 'symmetric-beta', make: (a) => symmetricBeta(a), at: [0.95], x: 1e-300 },
    { name: 'relaxed-bernoulli', make: (m, t) => relaxedBernoulli(m, t), at: [0.3, 60], x: 1e-7 },
    { name: 'kumaraswamy', make: (a, b) => kumaraswamy(a, b), at: [50, 3], x: 1e-8 },
    { name: 'truncated-normal', make: (m, s, l, h) => truncatedNormal(m, s, l, h), at: [0, 1, -60, 60], x: -50 },
    {
      name: 'mixture',
      make: (w, v, m, s) => mixture([normal(m, s), normal(3, 1)], [w, v]),
      at: [1, 2, 0.25, 1.1],
      x: -48,
    },
  ];

  it.each(steep)('of $name: finite and right in float64', ({ make, at, x }) => {
    const logs = (values: readonly number[], point: number) => {
      const prior = make(...values);
      const core = prior.family.at(prior.parameters.map(Number));
      return { prior, out: written((p, out) => core.logCdf(p, out), point, 4 + 2 * prior.parameters.length) };
    };
    const { prior, out } = logs(at, x);
    expect(out.every(Number.isFinite)).toBe(true);
    const places = at.map((value) => prior.parameters.indexOf(value));
    for (const tail of [0, 1]) {
      // The other logarithm is 0 to float64: nothing to differentiate.
      if (out[tail] > -1) continue;
      const step = 1e-3;
      const inX = centralDifference((delta) => logs(at, x * (1 + delta)).out[tail], step) / x;
      expectClose([out[2 + tail]], [inX], { rel: 1e-7 });
      for (const [k, place] of places.entries()) {
        const scale = at[k] === 0 ? 1 : at[k];
        const moved = (delta: number) => at.map((value, i) => (i === k ? value + scale * delta : value));
        const inParameter = centralDifference((delta) => logs(moved(delta), x).out[tail], step) / scale;
        expectClose([out[4 + 2 * place + tail]], [inParameter], { rel: 1e-6, abs: 1e-9 });
      }
    }
  });
});

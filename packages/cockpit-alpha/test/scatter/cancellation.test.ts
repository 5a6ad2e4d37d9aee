import { expectClose } from '@hyperprior/vitest';
import { add, mean as meanOf, mul, square, sum, type Tensor, train } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  alpha,
  cabs,
  cockpit,
  distance,
  earlyStopping,
  gradientNorm,
  innerProductTest,
  meanGsnr,
  normTest,
  orthogonalityTest,
  tic,
  updateSize,
} from '../../src/index.ts';
import { type LinearProblem, linearProblem, ways } from '../linear-problem.ts';

const noise = {
  gsnr: meanGsnr(),
  stopping: earlyStopping(),
  normTest: normTest(),
  along: innerProductTest(),
  cabs: cabs({ learningRate: 1 }),
};

async function measured(problem: LinearProblem, objective: () => Tensor = problem.losses) {
  const instruments = cockpit([problem.weights], noise, { strict: true });
  const { values } = await instruments.step(train.sgd(1e-3), objective);
  instruments.dispose();
  problem.weights.dispose();
  return values;
}

const sevenEqual = Array.from({ length: 7 }, () => 33.3);
const fiveClose = [99.98, 99.99, 100, 100.01, 100.02];

/** The definitions, in float64, of the gradients as float32 has them. */
function expected(given: readonly number[]) {
  const gradients = given.map(Math.fround);
  const batch = gradients.length;
  const mean = gradients.reduce((all, each) => all + each, 0) / batch;
  const scatter = gradients.reduce((all, each) => all + (each - mean) ** 2, 0);
  return {
    gsnr: mean ** 2 / (scatter / batch + 1e-5),
    stopping: 1 - (batch * mean ** 2) / (scatter / (batch - 1) + 1e-5),
    normTest: Math.sqrt(scatter / (batch * (batch - 1))) / mean,
  };
}

describe.each(Object.entries(ways))('a mean far larger than the scatter, by %s', (_, make) => {
  it('leaves equal gradients no variance', async () => {
    const { gsnr = 0, stopping, normTest = 1, along = 1 } = await measured(make(sevenEqual));
    expectClose([gsnr, stopping ?? 0], [1.108889949e8, -7.762229634e8], { rel: 1e-5 });
    expect(Math.max(normTest ?? 1, along ?? 1)).toBeLessThan(1e-6);
  });

  it('leaves close gradients their variance', async () => {
    const found = await measured(make(fiveClose));
    const { gsnr, stopping, normTest } = expected(fiveClose);
    expectClose([gsnr], [4.762735173e7], { rel: 1e-9 });
    expectClose(
      [found.gsnr ?? 0, found.stopping ?? 0, found.normTest ?? 0, found.along ?? 0],
      [gsnr, stopping, normTest, normTest],
      {
        rel: 1e-3,
      },
    );
  });
});

describe('a mean far larger than the scatter', () => {
  it('may be a penalty on the variables, which has no variance', async () => {
    const { gsnr: alone = 0 } = await measured(ways['a dense layer']([1, 2, 4]));
    expectClose([alone], [expected([1, 2, 4]).gsnr], { rel: 1e-5 });
    const problem = ways['a dense layer']([1, 2, 4]);
    const { gsnr = 0 } = await measured(problem, () =>
      add(meanOf(problem.losses()), mul(sum(square(add(problem.weights, 1))), 5e5)),
    );
    const { mean, variance } = { mean: 1e6 + 7 / 3, variance: 14 / 9 };
    expectClose([gsnr], [mean ** 2 / (variance + 1e-5)], { rel: 1e-5 });
  });
});

const rows = [
  [1, -2, 0.5],
  [0.5, 1, 2],
  [3, 0.25, -1],
  [1, 1, 1],
];

const lengths = {
  gradient: gradientNorm(),
  update: updateSize(),
  distance: distance(),
  normTest: normTest(),
  along: innerProductTest(),
  across: orthogonalityTest(),
  alpha: alpha(),
};

async function atScale(scale: number) {
  const problem = linearProblem(rows.map((row) => row.map((each) => each * scale)));
  const instruments = cockpit([problem.weights], lengths, { strict: true });
  const optimizer = train.sgd(scale > 1 ? 1e-20 : 1);
  await instruments.step(optimizer, problem.losses);
  const { values } = await instruments.step(optimizer, problem.losses);
  instruments.dispose();
  problem.weights.dispose();
  return values;
}

describe('norms', () => {
  it.each([2e20, 1e-25])('are right at a scale of %d, where their squares are not representable', async (scale) => {
    const one = await atScale(1);
    const { gradient = [], update = [], distance = [], normTest, along, across, alpha } = await atScale(scale);
    const factor = scale > 1 ? scale * 1e-20 : scale;
    expectClose(
      gradient,
      (one.gradient ?? []).map((each) => each * scale),
      { rel: 1e-5 },
    );
    expectClose(
      [...update, ...distance],
      [...(one.update ?? []), ...(one.distance ?? [])].map((each) => each * factor),
      {
        rel: 1e-5,
      },
    );
    expectClose([normTest, along, across].map(Number), [one.normTest, one.along, one.across].map(Number), {
      rel: 1e-5,
    });
    const [found, expected] = [alpha?.observed, one.alpha?.observed];
    expectClose([found?.step ?? 0], [(expected?.step ?? 0) * factor], { rel: 1e-5 });
    expectClose(
      [...(found?.slopes ?? [])],
      (expected?.slopes ?? []).map((each) => each * scale),
      { rel: 1e-5 },
    );
    expectClose(
      [...(found?.slopeVariances ?? [])].map(Math.sqrt),
      (expected?.slopeVariances ?? []).map((each) => Math.sqrt(each) * scale),
      { rel: 1e-5 },
    );
  });

  it('are those of a batch that a criterion divides by', async () => {
    const problem = linearProblem(rows.map((row) => row.map((each) => each * 2e20)));
    const instruments = cockpit([problem.weights], { tic: tic({ probes: 'exact', epsilon: 1 }) }, { strict: true });
    const { values } = await instruments.step(train.sgd(1e-30), problem.losses);
    const squares = rows.flat().reduce((all, each) => all + each ** 2, 0) / rows.length;
    expectClose([Math.sqrt(values.tic ?? 0)], [Math.sqrt(squares) * 2e20], { rel: 1e-5 });
    instruments.dispose();
    problem.weights.dispose();
  });
});

import { perSample } from '@hyperprior/autodiff';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import {
  mean,
  mul,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  tidy,
  train,
  variable,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type AlphaValue, alpha, cockpit, every } from '../src/index.ts';
import { sampleVariance } from '../src/statistics.ts';
import { goldenRun, type Run } from './problem.ts';

/** Trains the golden run and returns what alpha told, by the step of the record. */
async function alphas(steps: number, quantity = alpha({ over: 3 })): Promise<(AlphaValue | undefined)[]> {
  const run = goldenRun();
  const instruments = cockpit(run.variables, { alpha: quantity }, { strict: true });
  const optimizer = train.sgd(0.1);
  const found: (AlphaValue | undefined)[] = [];
  for (let step = 0; step < steps; step++)
    found.push((await instruments.step(optimizer, run.losses(step))).values.alpha);
  for (const each of [instruments, optimizer, run]) each.dispose();
  return found;
}

/** Losses and slopes along a direction, sample by sample. */
async function seen(
  run: Run,
  step: number,
  direction: Tensor[],
): Promise<[losses: Float32Array, slopes: Float32Array]> {
  const samples = perSample(run.losses(step), run.variables);
  const [losses, slopes] = await Promise.all([samples.losses.data(), samples.project(direction).data()]);
  samples.dispose();
  return [losses.slice(), slopes.slice()] as [Float32Array, Float32Array];
}

describe('alpha over several updates', () => {
  it('is of the way between two steps', async () => {
    const [, , , found] = await alphas(4);
    const [run, end] = [goldenRun(), goldenRun()];
    const optimizer = train.sgd(0.1);
    for (let step = 0; step < 3; step++) optimizer.minimize(() => mean(end.losses(step)()), false, end.variables);
    const way = end.variables.map((each, i) => sub(each, run.variables[i]));
    const squares = await Promise.all(way.map((each) => sum(square(each)).data()));
    const length = Math.sqrt(squares.reduce((all, [each]) => all + each, 0));
    const direction = way.map((each) => mul(each, 1 / length));
    const [first, last] = [await seen(run, 0, direction), await seen(end, 3, direction)];
    const average = (values: Float32Array) => values.reduce((all, each) => all + each, 0) / values.length;
    const { since, observed, alpha: value } = found as AlphaValue;
    expect(since).toBe(0);
    expectClose([observed.step, ...observed.losses], [length, average(first[0]), average(last[0])], { rel: 1e-4 });
    expectClose(observed.slopes, [average(first[1]), average(last[1])], { rel: 1e-4, abs: 1e-6 });
    expectClose(
      observed.lossVariances,
      [first, last].map(([losses]) => Number(sampleVariance(losses))),
      { rel: 1e-4 },
    );
    expectClose(
      observed.slopeVariances,
      [first, last].map(([, slopes]) => Number(sampleVariance(slopes))),
      { rel: 1e-3 },
    );
    expect(Number.isFinite(value)).toBe(true);
    for (const each of [run, end, optimizer]) each.dispose();
  });

  it('overlaps where it is due more often', async () => {
    const sinces = async (...given: Parameters<typeof alphas>) => (await alphas(...given)).map((each) => each?.since);
    expect(await sinces(5)).toEqual([undefined, undefined, undefined, 0, 1]);
    expect(await sinces(6, alpha({ over: 2, schedule: every(3) }))).toEqual([
      undefined,
      undefined,
      0,
      undefined,
      undefined,
      3,
    ]);
  });

  it('lands in the minimum of a parabola with 0, whatever the steps on the way', async () => {
    const w = tidy(() => variable(tensor1d([4])));
    const instruments = cockpit([w], { alpha: alpha({ over: 2 }) }, { strict: true });
    const loss = () => mean(mul(square(w), tensor1d([0.5, 0.5])));
    const values: (number | null | undefined)[] = [];
    for (const rate of [0.5, 1, 1]) {
      const { values: told } = await instruments.step(train.sgd(rate * 2), loss);
      values.push(told.alpha?.alpha);
    }
    expect(values.slice(0, 2)).toEqual([undefined, undefined]);
    expect(values[2]).toBeCloseTo(0, 5);
    instruments.dispose();
    w.dispose();
  });

  it('leaves nothing behind, and is refused in words', async () => {
    await expectNoLeak(() => alphas(5));
    expect(() => alpha({ over: 0 })).toThrow("alpha: 'over' must be a whole number of at least 1, but is 0");
  });
});

describe('alpha of one step', () => {
  it('is not told where the variables were moved by something else', async () => {
    const w = tidy(() => variable(tensor2d([[4, 1]])));
    const instruments = cockpit([w], { alpha: alpha() });
    const loss = (): Scalar => mean(square(w));
    const optimizer = train.sgd(0.1);
    await instruments.step(optimizer, loss);
    optimizer.minimize(loss, false, [w]);
    const { values, problems } = await instruments.step(optimizer, loss);
    expect(values.alpha).toBeUndefined();
    expect(problems.alpha?.message).toContain('the variables were changed between the steps 0 and 1 by something else');
    const next = await instruments.step(optimizer, loss);
    expect(next.values.alpha?.since).toBe(1);
    instruments.dispose();
    w.dispose();
  });
});

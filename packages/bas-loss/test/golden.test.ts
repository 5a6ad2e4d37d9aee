import { runsOnHost } from '@hyperprior/backends/kernels';
import { type GoldenNumber, golden, parseGolden } from '@hyperprior/golden';
import { beta, type FamilyPrior, normal, type Parameter, relaxedBernoulli, symmetricBeta } from '@hyperprior/priors';
import { expectClose } from '@hyperprior/vitest';
import { type Tensor, tensor, tensor1d, valueAndGrads } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type BasLossOptions, basLoss } from '../src/index.ts';
import { registerGpuKernels } from './gpu-kernels.ts';

registerGpuKernels();

interface Expected {
  readonly loss: number;
  /** Without one, only the loss is known. */
  readonly grad_x?: readonly GoldenNumber[];
  readonly grad_p1?: number | readonly number[];
  readonly grad_p2?: number | readonly number[];
}

interface GoldenCase {
  readonly id: string;
  readonly shape: readonly number[];
  readonly dim: number | null;
  readonly handle_ties: boolean;
  readonly trainable: boolean;
  readonly p1: number | readonly number[];
  readonly p2: number | readonly number[] | null;
  readonly x: readonly number[];
  readonly f64: Expected;
  /** The definition without the reference's clips, where that differs. */
  readonly f64_unclipped?: Partial<Expected>;
}

const priors: Readonly<
  Record<string, { make(...parameters: Parameter[]): FamilyPrior; clip: BasLossOptions['clip'] }>
> = {
  beta: { make: (a, b) => beta(a, b), clip: { pdf: [1e-3, 100] } },
  symbeta: { make: (a) => symmetricBeta(a), clip: { pdf: [1e-3, 100] } },
  normal: { make: (mean, std) => normal(mean, std), clip: {} },
  relaxed_bernoulli: {
    make: (mean, temperature) => relaxedBernoulli(mean, temperature),
    clip: { x: [1e-3, 1 - 1e-3] },
  },
};

const isHost = runsOnHost();

/** A loss that differs without the clips has a gradient that the file does not hold. */
function unclipped({ f64, f64_unclipped: own }: GoldenCase): Expected {
  return own?.loss === undefined ? { ...f64, ...own } : { loss: own.loss, grad_x: own.grad_x };
}

const cases = Object.entries(priors).flatMap(([name, { make, clip }]) =>
  golden<{ cases: readonly GoldenCase[] }>(`bas_loss/${name}.json`).cases.flatMap((each) => [
    { title: `${each.id} with the reference's clips`, each, make, clip, expected: each.f64 },
    ...(name === 'relaxed_bernoulli' && !each.f64_unclipped
      ? []
      : [{ title: `${each.id} as defined`, each, make, clip: {}, expected: unclipped(each) }]),
  ]),
);

const asTensor = (value: number | readonly number[]) =>
  typeof value === 'number' ? tensor(value, []) : tensor1d([...value]);

/** The largest finite one. */
const largest = (values: readonly number[]) => Math.max(0, ...values.map(Math.abs).filter(Number.isFinite));

describe.each(cases)('the golden $title', ({ each, make, clip, expected }) => {
  const inX = expected.grad_x?.map(parseGolden);
  const raw = [each.p1, ...(each.p2 === null ? [] : [each.p2])];
  const options = { axis: each.dim, ties: each.handle_ties ? 'max' : 'ordinal', clip } as const;
  const accurate = isHost ? 1e-5 : 1e-4;

  it('has the loss and every gradient', async () => {
    const x = tensor([...each.x], [...each.shape]);
    const parameters = raw.map(asTensor);
    const { value, grads } = valueAndGrads((at: Tensor, ...rest: Tensor[]) => basLoss(at, make(...rest), options))([
      x,
      ...parameters,
    ]);
    expectClose(await value.data(), [expected.loss], { rel: accurate, abs: isHost ? 1e-10 : 1e-7 });
    // The parameters are rounded to float32 here: what is small beside the rest feels that.
    if (inX)
      expectClose(await grads[0].data(), inX, {
        rel: accurate,
        abs: (isHost ? 1e-6 : 1e-5) * largest(inX),
      });
    if (!each.trainable) return;
    for (const [k, own] of [expected.grad_p1, expected.grad_p2].slice(0, raw.length).entries()) {
      if (own === undefined) throw new Error(`no golden gradient of parameter ${k}`);
      const wanted = typeof own === 'number' ? [own] : own;
      expectClose(await grads[1 + k].data(), wanted, { rel: 2 * accurate, abs: 1e-6 * largest(wanted) });
    }
  });

  const asNumbers = raw.every((value) => typeof value === 'number');
  if (asNumbers)
    it('has them with parameters as numbers', async () => {
      const prior = make(...raw.map(Number));
      const { value, grads } = valueAndGrads((at: Tensor) => basLoss(at, prior, options))([
        tensor([...each.x], [...each.shape]),
      ]);
      expect(value.shape).toEqual([]);
      expectClose(await value.data(), [expected.loss], { rel: accurate, abs: isHost ? 0 : 1e-7 });
      if (inX)
        expectClose(await grads[0].data(), inX, {
          rel: accurate,
          abs: (isHost ? 1e-7 : 1e-5) * largest(inX),
        });
    });
});

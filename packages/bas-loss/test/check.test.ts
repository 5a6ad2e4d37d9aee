import { normal } from '@hyperprior/priors';
import { expectNoLeak } from '@hyperprior/vitest';
import { ones, scalar, tensor1d, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { basLoss } from '../src/index.ts';

const prior = normal(0, 1);

describe('basLoss refuses, before it makes any tensor,', () => {
  const refused = async (run: () => unknown, message: string) => {
    await expectNoLeak(() => expect(run).toThrow(message));
  };

  it('an x that is no float32 tensor, or holds nothing', async () => {
    const notTensor: unknown = [1, 2];
    await refused(() => Reflect.apply(basLoss, null, [notTensor, prior]), "basLoss: 'x' must be a tensor, but got 1,2");
    const integers = tensor1d([1, 2], 'int32');
    await refused(() => basLoss(integers, prior), "basLoss: 'x' must be float32, but got int32; cast it first");
    const empty = zeros([4, 0]);
    const message = "basLoss: 'x' must have at least one value per slice, but got shape [4, 0]";
    await refused(() => basLoss(empty, prior), message);
    await refused(() => basLoss(empty, prior, { axis: 0 }), message);
    await refused(() => basLoss(empty, prior, { axis: 1 }), message);
  });

  it('an axis that x does not have', async () => {
    const x = ones([3, 2]);
    for (const axis of [2, -3, 0.5])
      await refused(
        () => basLoss(x, prior, { axis }),
        `basLoss: 'axis' must be null or an axis of x, whose shape is [3, 2], but got ${axis}`,
      );
  });

  it('a choice that does not exist', async () => {
    const x = ones([3]);
    const call = (options: object) => () => Reflect.apply(basLoss, null, [x, prior, options]);
    await refused(call({ ties: 'min' }), "basLoss: 'ties' must be one of ordinal, max, but got min");
    await refused(
      call({ distance: 'kl' }),
      "basLoss: 'distance' must be one of cramer-von-mises, anderson-darling, wasserstein-2, but got kl",
    );
    await refused(call({ ecdf: 'i' }), "basLoss: 'ecdf' must be one of i/(N+1), (i-1/2)/N, i/N, but got i");
  });

  it('an option that does not exist, or does not belong to the distance', async () => {
    const x = ones([3]);
    const call = (options: object) => () => Reflect.apply(basLoss, null, [x, prior, options]);
    await refused(
      call({ tie: 'max' }),
      "basLoss: 'options' must be one of axis, ties, distance, ecdf, clip, but got tie",
    );
    await refused(
      call({ distance: 'wasserstein-2', ecdf: 'i/N' }),
      "basLoss: 'ecdf' belongs to the distance cramer-von-mises, but the distance is wasserstein-2",
    );
  });

  it('what is no prior', async () => {
    const x = ones([3]);
    const call = (other: unknown, options: object) => () => Reflect.apply(basLoss, null, [x, other, options]);
    await refused(call(undefined, {}), "basLoss: 'prior' must be a prior with the method 'cdf', but got undefined");
    await refused(
      call({}, { distance: 'anderson-darling' }),
      "basLoss: 'prior' must be a prior with the method 'logCdf', but got [object Object]",
    );
  });

  it('clips that make no sense', async () => {
    const x = ones([3]);
    await refused(
      () => basLoss(x, prior, { clip: { x: [1, 0] } }),
      "basLoss: 'clip.x' must be [low, high] with low < high, but got [1, 0]",
    );
    await refused(
      () => basLoss(x, prior, { clip: { pdf: [0, Number.NaN] } }),
      "basLoss: 'clip.pdf' must be [low, high] with low < high, but got [0, NaN]",
    );
    await refused(
      () => basLoss(x, prior, { clip: { pdf: [0, 1] }, distance: 'wasserstein-2' }),
      "basLoss: 'clip' belongs to the distance cramer-von-mises, but the distance is wasserstein-2",
    );
  });

  it('parameters that do not fit the slices', async () => {
    const x = ones([4, 3]);
    const [two, matrix, mean] = [ones([2]), ones([3, 1]), scalar(0)];
    await refused(
      () => basLoss(x, normal(two, 1)),
      "basLoss: the prior's 'mean' must be one number where x is one sample, but got shape [2]; name the 'axis' of the slices",
    );
    await refused(
      () => basLoss(x, normal(mean, two), { axis: 1 }),
      "basLoss: the prior's 'std' must have shape [] or [3], one value a slice along axis 1, but got shape [2]",
    );
    await refused(() => basLoss(x, normal(matrix, 1), { axis: 1 }), 'but got shape [3, 1]');
  });
});

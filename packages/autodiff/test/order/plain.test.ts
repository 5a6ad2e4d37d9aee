import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectNoLeak } from '@hyperprior/vitest';
import { tensor2d, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainInverse, plainOrder } from '../../src/order/plain/plain-order.ts';
import { plainRanks } from '../../src/order/plain/plain-ranks.ts';
import { matrices, orderBySort, ranksByCount } from './definition.ts';

// On backends whose topk is stable, as TensorFlow's is, for which they are made.
describe.runIf(runsOnHost())('the order and ranks made of TF.js operations', () => {
  it('are those of a plain stable sort', async () => {
    const property = fc.asyncProperty(matrices(3, 40), async (rows) => {
      await expectNoLeak(async () => {
        const x = tensor2d(rows);
        const order = tidy(() => plainOrder(x));
        expect([...(await order.data())]).toEqual(rows.flatMap(orderBySort));
        for (const ties of ['ordinal', 'min', 'max', 'average'] as const) {
          const ranks = tidy(() => plainRanks(x, order, ties));
          expect([...(await ranks.data())], ties).toEqual(rows.flatMap((row) => ranksByCount(row, ties)));
          ranks.dispose();
        }
        for (const tensors of [x, order]) tensors.dispose();
      });
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('are inverted by a sort', async () => {
    const inverse = tidy(() => plainInverse(tensor2d([[2, 0, 3, 1]], [1, 4], 'int32')));
    expect([...(await inverse.data())]).toEqual([1, 3, 0, 2]);
    inverse.dispose();
  });
});

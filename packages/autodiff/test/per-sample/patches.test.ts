import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectTensorClose } from '@hyperprior/vitest';
import { describe, it } from 'vitest';
import type { Movement } from '../../src/per-sample/parts/movement.ts';
import { patchMatrix, plainPatchMatrix } from '../../src/per-sample/parts/patches.ts';
import { randomTensor } from '../random.ts';

const movements: [string, number[], Movement][] = [
  ['one axis', [2, 9, 3], { filter: [4], strides: [2], dilations: [1], paddings: [[1, 2]], places: [5] }],
  [
    'two axes, with padding and strides that differ',
    [2, 6, 7, 2],
    {
      filter: [3, 2],
      strides: [2, 3],
      dilations: [1, 1],
      paddings: [
        [1, 1],
        [0, 1],
      ],
      places: [3, 3],
    },
  ],
  [
    'dilations',
    [1, 8, 8, 1],
    {
      filter: [2, 3],
      strides: [1, 1],
      dilations: [3, 2],
      paddings: [
        [0, 0],
        [2, 2],
      ],
      places: [5, 8],
    },
  ],
  [
    'a number of places that was rounded up',
    [1, 5, 5, 1],
    {
      filter: [2, 2],
      strides: [2, 2],
      dilations: [1, 1],
      paddings: [
        [0, 0],
        [0, 0],
      ],
      places: [3, 3],
    },
  ],
  [
    'three axes',
    [2, 3, 4, 5, 2],
    {
      filter: [2, 2, 3],
      strides: [1, 2, 2],
      dilations: [1, 1, 1],
      paddings: [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
      places: [2, 2, 3],
    },
  ],
];

describe.runIf(runsOnHost())('patches', () => {
  it.each(movements)('in one pass are those of plain operations: %s', async (_, shape, movement) => {
    const x = randomTensor(shape, 3);
    const plain = plainPatchMatrix(x, movement);
    await expectTensorClose(patchMatrix(x, movement), await plain.data(), { abs: 0 });
  });
});

import {
  cumprod,
  type GradConfig,
  Greater,
  getGradient,
  greater,
  image,
  registerGradient,
  Sum,
  sum,
  type Tensor,
  tensor1d,
  tensor4d,
  unregisterGradient,
  where,
} from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { type InstalledGradients, installGradients, valueAndGrad } from '../src/index.ts';

describe('where there is no gradient, the error tells what to do', () => {
  let undo: InstalledGradients | null = null;
  afterEach(() => undo?.uninstall());
  const x = tensor1d([1, 2]);
  const pixels = tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);

  it('install them', () => {
    expect(getGradient(Greater)).toBeUndefined();
    expect(() => valueAndGrad((y: Tensor) => sum(cumprod(y)))(x)).toThrow(
      'gradient function not found for Cumprod: TensorFlow.js has none; call installGradients(), which adds many',
    );
  });

  it('register TensorFlow.js’s own', () => {
    const own = getGradient(Sum) as GradConfig;
    unregisterGradient(Sum);
    try {
      expect(() => valueAndGrad((y: Tensor) => sum(y))(x)).toThrow('gradients are not registered here');
    } finally {
      registerGradient(own);
    }
  });

  it('write one', () => {
    undo = installGradients();
    const turned = (y: Tensor) => sum(image.rotateWithOffset(y as typeof pixels, 1));
    expect(() => valueAndGrad(turned)(pixels)).toThrow('neither TensorFlow.js nor installGradients() has one');
    expect(() => valueAndGrad((y: Tensor) => sum(where(greater(y, 1), y, y)))(x)).not.toThrow();
  });
});

import {
  Conv2DBackpropFilter,
  cast,
  conv2d,
  Einsum,
  EluGrad,
  engine,
  exp,
  type GradConfig,
  Greater,
  getGradient,
  grad,
  greater,
  MaxPoolGrad,
  mul,
  registerGradient,
  reshape,
  type Tensor,
  type Tensor4D,
  TopK,
  tensor1d,
  tensor4d,
  tidy,
  unregisterGradient,
} from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { correctedGradients } from '../src/gradients/corrected-gradients.ts';
import { type InstalledGradients, installGradients } from '../src/index.ts';

/** These tests fail when a release of TF.js mends a fault: then the correction, and the canary with it, may go. */
describe('without installGradients, TF.js 4.22', () => {
  it('has a silently wrong second derivative of exp', async () => {
    const f = (x: Tensor) => mul(x, exp(x));
    const second = tidy(() => grad((x: Tensor) => grad(f)(x))(tensor1d([0.5])));
    const [value] = await second.data();
    second.dispose();
    // (x + 2) exp x.
    expect(Math.abs(value - 2.5 * Math.exp(0.5))).toBeGreaterThan(0.1);
  });

  it('cannot differentiate a comparison', () => {
    const f = (x: Tensor) => mul(x, cast(greater(x, 0), 'float32'));
    expect(() => tidy(() => grad(f)(tensor1d([1, -1])))).toThrow('Greater');
  });

  it('cannot differentiate a dilated convolution', () => {
    const filter: Tensor4D = tensor4d([1, 2, 3, 4], [2, 2, 1, 1]);
    const image = tensor4d(new Array(16).fill(1), [1, 4, 4, 1]);
    const f = (x: Tensor) => {
      const images: Tensor4D = reshape(x, [1, 4, 4, 1]);
      return conv2d(images, filter, 1, 'valid', 'NHWC', 2);
    };
    expect(() => tidy(() => grad(f)(image))).toThrow(/dilation/);
    filter.dispose();
    image.dispose();
  });

  it.each([Conv2DBackpropFilter, MaxPoolGrad, EluGrad, TopK, Einsum, Greater])('has no gradient of %s', (name) => {
    expect(getGradient(name)).toBeUndefined();
  });
});

const methods = ['gradients', 'customGrad'] as const;
const registry = () => new Map(correctedGradients.map(({ kernelName }) => [kernelName, getGradient(kernelName)]));
const ownMethods = () => methods.filter((name) => Object.hasOwn(engine(), name));

describe('installGradients', () => {
  let installed: InstalledGradients | null = null;
  afterEach(() => installed?.uninstall());

  it('puts in every corrected gradient, and takes each of them out again', () => {
    const before = registry();
    installed = installGradients();
    for (const gradient of correctedGradients) expect(getGradient(gradient.kernelName)).toBe(gradient);
    expect(ownMethods()).toEqual(methods);
    installed.uninstall();
    for (const [name, gradient] of before) expect(getGradient(name), name).toBe(gradient);
    expect(ownMethods()).toEqual([]);
  });

  it('can be undone by a function that was taken out of the handle', () => {
    const { uninstall } = installGradients();
    uninstall();
    expect(ownMethods()).toEqual([]);
  });

  it('puts a gradient in again that was replaced since', () => {
    installed = installGradients();
    const [ours] = correctedGradients;
    unregisterGradient(ours.kernelName);
    registerGradient({ ...ours });
    installGradients();
    expect(getGradient(ours.kernelName)).toBe(ours);
    installed.uninstall();
  });

  it('leaves methods that others have set since', () => {
    installed = installGradients();
    const theirs = engine().customGrad;
    const other: typeof theirs = (f) => theirs(f);
    engine().customGrad = other;
    installed.uninstall();
    expect(engine().customGrad).toBe(other);
    Reflect.deleteProperty(engine(), 'customGrad');
  });

  it('has one gradient for each kernel', () => {
    const names = correctedGradients.map(({ kernelName }) => kernelName);
    expect(new Set(names).size).toBe(names.length);
  });

  it('changes nothing when it is called again, or undone twice', () => {
    const before = registry();
    installed = installGradients();
    expect(installGradients()).toBe(installed);
    installed.uninstall();
    installed.uninstall();
    expect(registry()).toEqual(before);
  });

  it('leaves a gradient alone that someone else registered since', () => {
    installed = installGradients();
    const theirs: GradConfig = { kernelName: TopK, gradFunc: () => ({}) };
    unregisterGradient(TopK);
    registerGradient(theirs);
    installed.uninstall();
    expect(getGradient(TopK)).toBe(theirs);
    unregisterGradient(TopK);
  });
});

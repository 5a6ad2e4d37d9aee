import { expectNoLeak } from '@hyperprior/vitest';
import { add, mul, reshape, square, sum, type Tensor, tensor1d, tidy, variable } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { hessian, hvp, jvp, linearize, perSample, sort, stopGradient, valueAndGrad, vjp } from '../src/index.ts';

const x = tensor1d([1, 2]);
const v = tensor1d([1, -1]);
const f = (y: Tensor) => square(y);
const loss = (y: Tensor) => sum(square(y));
const w = variable(x, true, 'w');

/** What is made within a tidy, and taken out of it. */
function fromTidy<Made>(make: () => Made): Made {
  const made: Made[] = [];
  tidy(() => {
    made.push(make());
  });
  return made[0];
}

describe('what was disposed', () => {
  const afterDispose = 'must not have been disposed, but has: by dispose(), or at the end of the tf.tidy around';
  /** Each with what it holds, and a use of it that is right before. */
  const holders: [string, () => { dispose(): void; use(): { dispose(): void }[] }][] = [
    [
      'pullback: what vjp',
      () => {
        const { value, pullback, dispose } = vjp(f, [x]);
        value.dispose();
        return { dispose, use: () => pullback(v) };
      },
    ],
    [
      'pullback: what vjp',
      () => {
        const { value, pullback, dispose } = vjp((y: Tensor) => add(y, 1), [x]);
        value.dispose();
        return { dispose, use: () => pullback(v) };
      },
    ],
    [
      'tangent: what linearize',
      () => {
        const { value, tangent, dispose } = linearize(f, [x]);
        value.dispose();
        return { dispose, use: () => [tangent([v])] };
      },
    ],
    ...(['norms', 'gram', 'total', 'squaredSum', 'gradients'] as const).map(
      (name): [string, () => { dispose(): void; use(): { dispose(): void }[] }] => [
        `${name}: what perSample`,
        () => {
          const samples = perSample(() => add(x, sum(mul(w, 3))), [w]);
          return { dispose: samples.dispose, use: () => [samples[name]()].flat() };
        },
      ],
    ),
  ];

  it.each(holders)('%s holds cannot be used again', async (message, make) => {
    await expectNoLeak(() => {
      const { dispose, use } = make();
      for (const tensor of use()) tensor.dispose();
      dispose();
      expect(use).toThrow(message);
      expect(use).toThrow(afterDispose);
    });
  });

  it('nor after the tidy in which it was made', () => {
    const { pullback } = fromTidy(() => vjp(f, [x]));
    expect(() => pullback(v)).toThrow(afterDispose);
    const { tangent } = fromTidy(() => linearize(f, [x]));
    expect(() => tangent([v])).toThrow(afterDispose);
    const { project } = fromTidy(() => perSample(() => square(w), [w]));
    expect(() => project([v])).toThrow(afterDispose);
  });

  it('nor given as an argument', () => {
    const gone = tensor1d([1, 2]);
    gone.dispose();
    for (const use of [
      () => valueAndGrad(loss)(gone),
      () => vjp(f, [gone]),
      () => jvp(f, [x], [gone]),
      () => hessian(loss)(gone),
      () => sort(gone),
      () => stopGradient(gone),
    ])
      expect(use).toThrow('must not have been disposed, but has: by dispose(), or at the end of a tf.tidy; clone it');
  });
});

describe('a tensor in the place of the list', () => {
  it.each([
    ['jvp', () => jvp(f, x as never, [v] as never), 'xs'],
    ['jvp', () => jvp(f, [x], v as never), 'tangents'],
    ['hvp', () => hvp(loss, x as never, [v] as never), 'xs'],
    ['hvp', () => hvp(loss, [x], v as never), 'vectors'],
    ['vjp', () => vjp(f, x as never), 'xs'],
    ['linearize', () => linearize(f, x as never), 'xs'],
  ])('%s', async (name, use, argument) => {
    await expectNoLeak(() =>
      expect(use).toThrow(
        `${name}: '${argument}' must be a list with an entry for each argument of 'f', but is a tensor of shape [2]; write [${argument === 'xs' ? 'x' : 'v'}] for one`,
      ),
    );
  });
});

describe('messages name the fix', () => {
  const promised = (async () => sum(x)) as never;
  const whole = variable(tensor1d([1, 2], 'int32'), true, 'counts');
  it.each([
    [
      'no variables',
      () => perSample(() => square(w), []),
      "'variables' must be a list of one variable or more, but is an empty list",
    ],
    [
      'a whole variable',
      () => perSample(() => square(w), [w, whole]),
      "'variables[1]' must be float32, but is int32; cast it",
    ],
    ['a column of losses', () => perSample(() => reshape(square(w), [2, 1]), [w]), 'reshape it to [2]'],
    ['whole losses', () => perSample(() => square(whole), [w]), "cast it to 'float32'"],
    ['an empty batch', () => perSample(() => tensor1d([]), [w]), 'an empty batch has no gradients'],
    [
      'samples that there are not',
      () => tidy(() => perSample(() => square(w), [w]).gradients(1, 2)),
      "gradients: 'from' and 'count' must choose samples of the 2 that there are, but are 1 and 2",
    ],
    [
      'losses by class',
      () => perSample(() => mul(reshape(w, [2, 1]), reshape(v, [1, 2])), [w]),
      "sum over the axes of a sample's own",
    ],
    [
      'a whole scalar',
      () => valueAndGrad((_y: Tensor) => sum(whole))(x),
      "returned int32 of shape []; cast it to 'float32'",
    ],
    [
      'a list for one tensor',
      () => hessian(loss)([x, v] as never),
      "'x' must be a tensor, but is a list; join several to one by tf.concat",
    ],
    [
      'a direction of another shape',
      () => jvp(f, [x], [tensor1d([1])]),
      "jvp: 'tangents[0]' must have the shape of 'xs[0]', [2]",
    ],
    ['an async function', () => valueAndGrad(promised)(x as never), 'must be synchronous'],
    ['an async function of perSample', () => perSample(promised, [w]), 'must be synchronous'],
    ['an async function of vjp', () => vjp(promised, [x] as never), 'must be synchronous'],
  ])('%s', (_name, use, message) => {
    tidy(() => {
      expect(use).toThrow(message);
    });
  });
});

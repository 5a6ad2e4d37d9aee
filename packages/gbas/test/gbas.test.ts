import { basLoss } from '@hyperprior/bas-loss';
import { beta, binomial, normal, relaxedBernoulli, symmetricBeta } from '@hyperprior/priors';
import { expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import {
  memory,
  randomUniform,
  slice,
  type Tensor,
  tensor1d,
  tidy,
  transpose,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type Gbas, type GbasOptions, gbas, gbasFromJson } from '../src/index.ts';
import { registerGpuKernels } from './gpu-kernels.ts';

registerGpuKernels();

const [slices, count] = [3, 20];
const batch = () => randomUniform([count, slices], 0.05, 0.95, 'float32', 7);
const options: GbasOptions = {
  family: relaxedBernoulli,
  slices,
  initial: { mean: [0.2, 0.5, 0.7], temperature: 0.6 },
  bounds: { temperature: [0, 1] },
  hyperprior: { mean: beta(3, 7) },
  penalty: { temperature: { l1: 0.1, l2: 0.2 } },
};
const number = async (value: Tensor) => (await value.data())[0];
const using = async (made: Gbas, work: (made: Gbas) => Promise<void>) => {
  try {
    await work(made);
  } finally {
    made.dispose();
  }
};

describe('gbas', () => {
  it('is the sum of what it is made of', () =>
    using(gbas(options), async (made) => {
      const x = batch();
      const { total, prior, hyperprior, penalty } = made.loss(x);
      const means = tensor1d([0.2, 0.5, 0.7]);
      const each = [0.2, 0.5, 0.7].map((mean, i) =>
        tidy(() => basLoss(slice(x, [0, i], [count, 1]), relaxedBernoulli(mean, 0.6))),
      );
      const expected = (await Promise.all(each.map(number))).reduce((sum, value) => sum + value / slices, 0);
      await expectTensorClose(prior, [expected], { rel: 1e-4 });
      await expectTensorClose(hyperprior, [await number(basLoss(means, beta(3, 7)))], { rel: 1e-4 });
      await expectTensorClose(penalty, [0.1 * 0.6 + 0.2 * 0.36], { rel: 1e-5 });
      const sum = (await number(prior)) + (await number(hyperprior)) + (await number(penalty));
      await expectTensorClose(total, [sum], { rel: 1e-6 });
    }));

  it.each([
    ['relaxed Bernoulli', options],
    ['beta', { family: beta, slices, target: 0.4, initial: { a: [0.5, 1, 2] }, penalty: { b: { l2: 0.01 } } }],
    [
      'symmetric beta',
      { family: symmetricBeta, slices, initial: { a: [0.3, 0.6, 0.8] }, hyperprior: { a: beta(3, 7) } },
    ],
    [
      'normal',
      { family: normal, slices, initial: { mean: [0.3, 0.5, 0.9], std: 0.3 }, hyperprior: { mean: normal(0.4, 0.5) } },
    ],
    [
      'with one fixed',
      { family: beta, slices, fixed: { b: 2 }, initial: { a: [0.5, 1, 2] }, hyperprior: { mean: beta(2, 2) } },
    ],
  ] satisfies [string, GbasOptions][])('has the derivatives of its own values: %s', (_, given) =>
    using(gbas(given), async (made) => {
      const x = batch();
      const { value, grads } = tidy(() => variableGrads(() => made.loss(x).total, made.variables));
      value.dispose();
      for (const variable of made.variables) {
        const start = Array.from(await variable.data());
        const lossAt = async (values: number[]) => {
          variable.assign(tensor1d(values));
          return number(tidy(() => made.loss(x).total));
        };
        const expected: number[] = [];
        for (const i of start.keys()) {
          const at = (delta: number) => lossAt(start.map((each, k) => (k === i ? each + delta : each)));
          expected.push(((await at(0.02)) - (await at(-0.02))) / 0.04);
        }
        variable.assign(tensor1d(start));
        await expectTensorClose(grads[variable.name], expected, { rel: 2e-2, abs: 3e-4 });
      }
    }),
  );

  it('takes a target for a hyperprior of the mean, where the learning starts too', () =>
    using(gbas({ family: relaxedBernoulli, slices, target: 0.3 }), async (made) => {
      await expectTensorClose(made.parameters().mean, [0.3, 0.3, 0.3], { rel: 1e-5 });
      const expected = await number(basLoss(tensor1d([0.3, 0.3, 0.3]), beta(3, 7)));
      await expectTensorClose(made.loss(batch()).hyperprior, [expected], { rel: 1e-4 });
    }));

  it('takes slices along any axis', () =>
    using(gbas(options), (last) =>
      using(gbas({ ...options, axis: 0 }), async (first) => {
        const x = batch();
        const expected = await number(last.loss(x).total);
        await expectTensorClose(first.loss(transpose(x)).total, [expected], { rel: 1e-5 });
      }),
    ));

  it('lets weights warm up', () =>
    using(gbas({ ...options, weights: { hyperprior: { warmUp: 10, value: 2 }, penalty: 0 } }), async (made) => {
      const x = batch();
      for (const [step, weight] of [
        [0, 0],
        [5, 1],
        [10, 2],
        [50, 2],
      ]) {
        const { total, prior, hyperprior } = made.loss(x, step);
        await expectTensorClose(total, [(await number(prior)) + weight * (await number(hyperprior))], { rel: 1e-5 });
      }
    }));

  it('takes a weight with a value alone', () =>
    using(gbas({ ...options, weights: { prior: { value: 3 }, hyperprior: 0, penalty: 0 } }), async (made) => {
      const { total, prior } = made.loss(batch());
      await expectTensorClose(total, [3 * (await number(prior))], { rel: 1e-6 });
    }));

  it('asks for the step where weights warm up by it', () =>
    using(gbas({ ...options, weights: { penalty: { warmUp: 10 } } }), async (made) => {
      for (const step of [undefined, -1, 0.5, Number.NaN])
        expect(() => made.loss(batch(), step)).toThrow("gbas.loss: 'step' must be the training step");
    }));

  it('lets a parameter go as far as the family does where a bound is null', () =>
    using(gbas({ ...options, bounds: { temperature: [0.1, null] }, initial: { temperature: 30 } }), async (made) => {
      const { mean, temperature } = made.parameters();
      mean.dispose();
      await expectTensorClose(temperature, [30, 30, 30], { rel: 1e-5 });
    }));

  it('stays valid however far the free parameters go', () =>
    using(gbas(options), async (made) => {
      for (const far of [1e6, -1e6]) {
        for (const variable of made.variables) variable.assign(tensor1d([far, far, far]));
        expect(Number.isFinite(await number(made.loss(batch()).total))).toBe(true);
      }
    }));

  it('takes another hyperprior on the way', () =>
    using(gbas(options), (made) =>
      using(gbas({ ...options, hyperprior: { mean: beta(2, 2) } }), async (other) => {
        const x = batch();
        made.setHyperprior({ mean: beta(2, 2) });
        await expectTensorClose(made.loss(x).hyperprior, [await number(other.loss(x).hyperprior)], { rel: 1e-6 });
        expect((await made.toJSON()).hyperprior).toEqual({ mean: { family: 'beta', parameters: [2, 2] } });
        expect(() => made.setHyperprior({ a: beta(2, 2) })).toThrow('no such parameter');
        expect((await made.toJSON()).hyperprior).toEqual({ mean: { family: 'beta', parameters: [2, 2] } });
      }),
    ));

  it('has the same loss after a way through JSON', () =>
    using(gbas({ ...options, weights: { prior: { warmUp: 3 } } }), async (made) => {
      made.variables[0].assign(tensor1d([0.1, -0.4, 1.2]));
      const state = JSON.parse(JSON.stringify(await made.toJSON()));
      await using(gbasFromJson(state, [beta, relaxedBernoulli]), async (again) => {
        const x = batch();
        await expectTensorClose(again.loss(x, 1).total, [await number(made.loss(x, 1).total)], { rel: 1e-7 });
        expect(await again.toJSON()).toEqual(state);
      });
    }));

  it('leaves nothing behind', async () => {
    const x = batch();
    await expectNoLeak(() => {
      const made = gbas(options);
      const { value, grads } = variableGrads(() => made.loss(x).total, made.variables);
      for (const tensor of [value, ...Object.values(grads), ...Object.values(made.parameters())]) tensor.dispose();
      for (const tensor of Object.values(made.loss(x))) tensor.dispose();
      made.dispose();
    });
  });
});

describe('gbas refuses, before it makes any tensor,', () => {
  const cases: [what: string, change: Partial<GbasOptions> & Record<string, unknown>, message: string][] = [
    [
      'a target outside (0, 1)',
      { hyperprior: {}, target: 1.2 },
      "gbas: 'target' must be a number strictly between 0 and 1, but got 1.2",
    ],
    [
      'a target that is a text',
      { hyperprior: {}, target: '0.3' as never },
      "'target' must be a number strictly between 0 and 1, but got the text '0.3'",
    ],
    [
      'a hyperprior of nothing named',
      { hyperprior: 0.4 as never },
      "gbas: 'hyperprior' must be an object, such as { mean: beta(3, 7) }, but got 0.4",
    ],
    ['weights that are a number', { weights: 2 as never }, "gbas: 'weights' must be an object, such as {"],
    ['a target and a hyperprior', { target: 0.3 }, "gbas: 'target' and a hyperprior of 'mean' exclude each other"],
    [
      'a hyperprior on no parameter',
      { hyperprior: { a: beta(3, 7) } },
      "'hyperprior' is of 'a', but relaxed-bernoulli has no such parameter: it has mean, temperature",
    ],
    ['a penalty on no parameter', { penalty: { b: { l1: 1 } } }, "'penalty' is of 'b'"],
    ['a hyperprior that is none', { hyperprior: { mean: 3 as never } }, "'hyperprior.mean' must be a prior"],
    [
      'a negative penalty',
      { penalty: { mean: { l1: -1 } } },
      "'penalty.mean' must be { l1, l2 } of finite numbers from 0, but got l1: -1",
    ],
    ['no slices', { slices: 0 }, "gbas: 'slices' must be a whole number of at least 1, but got 0"],
    [
      'a start out of range',
      { initial: { mean: 1 } },
      "'initial.mean' must be a number strictly between 0 and 1, but got 1",
    ],
    [
      'too few starts',
      { initial: { mean: [0.2, 0.3] } },
      "'initial.mean' must be a number or 3 values, one for each slice, but got 2",
    ],
    [
      'bounds beyond the family',
      { bounds: { temperature: [-1, 1] } },
      "'bounds.temperature' must be [low, high] with 0 <= low",
    ],
    [
      'a fixed value out of range',
      { fixed: { temperature: 0 }, penalty: {}, bounds: {}, initial: {} },
      "'fixed.temperature' must be a number strictly between 0",
    ],
    ['a penalty on what is fixed', { fixed: { temperature: 1 } }, "'temperature' is fixed, so it can have no"],
    ['a family that is none', { family: 'beta' as never }, "'family' must be what makes priors of a family"],
    ['an unknown option', { sparsity: 3 }, "there is no option 'sparsity'"],
    [
      'a target for what is fixed',
      { hyperprior: {}, target: 0.3, fixed: { mean: 0.5 }, initial: {} },
      "gbas: 'mean' is fixed, so it can have no target and no hyperprior",
    ],
    [
      'a warm-up by another name',
      { weights: { prior: { warmup: 3 } as never } },
      "{ value, warmUp }, but got 'warmup'",
    ],
    ['a penalty that is a number', { penalty: { mean: 1 as never } }, "'penalty.mean' must be { l1, l2 }, but got 1"],
    [
      'a start from which nothing moves',
      { initial: { mean: 1e-9 } },
      "'initial.mean' must keep 3e-7 (of the width) away from 0 and 1",
    ],
    [
      'what makes only some of the priors',
      { family: ((mean: number) => relaxedBernoulli(mean, 0.5)) as never },
      "'family' must take the 2 parameters of relaxed-bernoulli, but takes 1",
    ],
    [
      'a whole number that is not fixed',
      { family: binomial, initial: {}, bounds: {}, penalty: {}, hyperprior: {} },
      "gbas: 'trials' must be in 'fixed', as a whole number cannot be learned",
    ],
    ['bounds that are none', { bounds: { temperature: 1 as never } }, "'bounds.temperature' must be [low, high]"],
    ['a weight that is none', { weights: { prior: Number.NaN } }, "'weights' must be finite numbers from 0"],
  ];
  it.each(cases)('%s', (_, change, message) => {
    const before = memory().numTensors;
    expect(() => gbas({ ...options, ...change })).toThrow(message);
    expect(memory().numTensors).toBe(before);
  });

  it('x with another number of slices', () =>
    using(gbas(options), async (made) => {
      expect(() => made.loss(randomUniform([20, 4]))).toThrow(
        "gbas.loss: 'x' must have 3 slices along axis -1, one for each prior, but got shape [20, 4]",
      );
    }));

  it('no options', () => {
    expect(() => gbas(undefined as never)).toThrow('gbas: its options must be an object, such as { family: ');
  });

  it('another hyperprior that is none, and keeps the one it has', () =>
    using(gbas(options), async (made) => {
      const before = await made.toJSON();
      for (const hyperprior of [0.4, undefined, null])
        expect(() => made.setHyperprior(hyperprior as never)).toThrow("gbas: 'hyperprior' must be an object");
      expect(await made.toJSON()).toEqual(before);
    }));

  it('JSON that does not fit', () =>
    using(gbas(options), async (made) => {
      expect(() => gbasFromJson({} as never, [beta])).toThrow("gbasFromJson: 'state' must be what toJSON of a gbas");
      const state = await made.toJSON();
      expect(() => gbasFromJson(state, [beta])).toThrow("'makers' must have one of relaxed-bernoulli priors");
      expect(() => gbasFromJson({ ...state, variables: [[1, 2, 3]] }, [beta, relaxedBernoulli])).toThrow(
        "'variables' must be 2 lists of 3 finite numbers",
      );
    }));
});

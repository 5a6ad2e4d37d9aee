import { adam } from '@hyperprior/backends';
import { golden } from '@hyperprior/golden';
import { expectClose } from '@hyperprior/vitest';
import {
  add,
  mul,
  type NamedTensorMap,
  Optimizer,
  type Tensor,
  tidy,
  train,
  type Variable,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type AlphaValue, alpha, cockpit, every } from '../../src/index.ts';
import { goldenRun, isOnGpu } from '../problem.ts';

interface Track {
  optimizer: string;
  alpha: (number | null)[];
  fit_inputs: { t: number; fs: number[]; dfs: number[]; fs_var: number[]; dfs_var: number[] }[];
}

const file = golden<{
  runs: Track[];
  schedule_linear_interval3_offset1: { alpha_by_step: Record<string, number> };
}>('cockpit/alpha_tracks.json');

type Named = { name: string; tensor: Tensor };

/** The decay of weights, which TF.js's momentum does not have, as an optimizer around another. */
class Decaying extends Optimizer {
  readonly #inner: Optimizer;
  readonly #variables: Map<string, Variable>;
  readonly #decay: number;

  constructor(inner: Optimizer, variables: Variable[], decay: number) {
    super();
    this.#inner = inner;
    this.#variables = new Map(variables.map((each) => [each.name, each]));
    this.#decay = decay;
  }

  override applyGradients(gradients: NamedTensorMap | Named[]): void {
    const named = Array.isArray(gradients) ? gradients : [];
    tidy(() =>
      this.#inner.applyGradients(
        named.map(({ name, tensor }) => {
          const variable = this.#variables.get(name);
          return { name, tensor: variable ? add(tensor, mul(variable, this.#decay)) : tensor };
        }),
      ),
    );
  }

  getConfig() {
    return {};
  }

  override getClassName() {
    return 'Decaying';
  }
}

const optimizers: Record<string, (variables: Variable[]) => Optimizer> = {
  'sgd_lr0.001': () => train.sgd(0.001),
  'sgd_lr0.1': () => train.sgd(0.1),
  'sgd_lr0.5': () => train.sgd(0.5),
  sgd_lr3: () => train.sgd(3),
  'sgd_mom0.9_lr0.1': () => train.momentum(0.1, 0.9),
  sgd_nesterov_wd: (variables) => new Decaying(train.momentum(0.1, 0.8, true), variables, 1e-2),
  'adam_lr0.01': () => adam({ learningRate: 0.01, epsilon: 1e-8 }),
  'adam_lr0.1': () => train.adam(0.1, 0.9, 0.999, 1e-8),
};

async function track(name: string, schedule = every(1)): Promise<AlphaValue[]> {
  const run = goldenRun();
  const optimizer = optimizers[name](run.variables);
  const instruments = cockpit(run.variables, { alpha: alpha({ schedule }) }, { strict: true });
  const found: AlphaValue[] = [];
  for (let step = 0; step < run.steps; step++) {
    const { values } = await instruments.step(optimizer, run.losses(step));
    if (values.alpha) found.push(values.alpha);
  }
  instruments.dispose();
  optimizer.dispose();
  run.dispose();
  return found;
}

describe('alpha', () => {
  const runs = isOnGpu() ? file.runs.slice(3, 5) : file.runs;
  it.each(runs.map((run): [string, Track] => [run.optimizer, run]))('follows %s', async (name, golden) => {
    const found = await track(name);
    expect(found.map(({ since }) => since)).toEqual(
      golden.fit_inputs.slice(0, isOnGpu() ? 3 : 12).map((_, step) => step),
    );
    found.forEach(({ observed }, i) => {
      const { t, fs, dfs, fs_var, dfs_var } = golden.fit_inputs[i];
      expectClose([observed.step, ...observed.losses, ...observed.lossVariances], [t, ...fs, ...fs_var], { rel: 1e-4 });
      expectClose([...observed.slopes, ...observed.slopeVariances], [...dfs, ...dfs_var], { rel: 1e-4, abs: 1e-5 });
    });
    const alphas = found.map(({ alpha }) => alpha ?? Number.NaN);
    expectClose(
      alphas,
      golden.alpha.slice(0, found.length).map((each) => each ?? Number.NaN),
      { rel: 1e-4, abs: 1e-4 },
    );
  });

  it('is measured where its schedule says, and told at the next step', async () => {
    const found = await track('sgd_lr0.1', every(3, 1));
    const all = Object.entries(file.schedule_linear_interval3_offset1.alpha_by_step);
    const expected = all.slice(0, isOnGpu() ? 1 : 4);
    expect(found.map(({ since }) => since)).toEqual(expected.map(([step]) => Number(step)));
    expectClose(
      found.map(({ alpha }) => alpha ?? Number.NaN),
      expected.map(([, value]) => value),
      { rel: 1e-4, abs: 1e-4 },
    );
  });
});

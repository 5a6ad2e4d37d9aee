import { adam } from '@hyperprior/backends';
import { runsOnHost } from '@hyperprior/backends/kernels';
import { decodeFloat32, golden } from '@hyperprior/golden';
import { beta, logitRelaxedBernoulli, relaxedBernoulli } from '@hyperprior/priors';
import { expectTensorClose } from '@hyperprior/vitest';
import { dispose, type Scalar, sigmoid, stack, type Tensor, tensor2d, variable } from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { type Gbas, type GbasOptions, gbas } from '../src/index.ts';
import { registerGpuKernels } from './gpu-kernels.ts';

registerGpuKernels();

interface Notebook {
  readonly T: number;
  readonly N: number;
  readonly init_data: { readonly encoding: string; readonly data: string };
  readonly init_means: readonly number[];
  readonly lr_per_step: readonly number[];
  readonly f64: {
    readonly ploss: readonly number[];
    readonly hloss: readonly number[];
    readonly loss: readonly number[];
    readonly final_means: readonly number[];
    readonly final_temps: readonly number[];
  };
}

const notebook = golden<Notebook>('training/gbas_notebook.json');
const { T, N, f64 } = notebook;
const edge = Math.log(1e-3 / (1 - 1e-3));
const shared = {
  slices: T,
  initial: { mean: notebook.init_means.map((value) => 1 / (1 + Math.exp(-value))), temperature: 0.5 },
  bounds: { temperature: [0, 1] },
  hyperprior: { mean: beta(3, 7) },
  penalty: { temperature: { l1: 0.1 } },
} satisfies Partial<GbasOptions>;

/** Trains with the reference's clips and its rates; the losses of each step before its update. */
function train(made: Gbas, inputOf: (data: Tensor) => Tensor, steps: number): { losses: Tensor; end(): void } {
  const data = variable(tensor2d(decodeFloat32(notebook.init_data), [N, T]));
  const optimizer = adam({ learningRate: 1, epsilon: 1e-8 });
  const losses = notebook.lr_per_step.slice(0, steps).map((rate) => {
    optimizer.setLearningRate(rate);
    return optimizer.minimize(() => made.loss(inputOf(data)).total, true, [data, ...made.variables]) as Scalar;
  });
  const stacked = stack(losses);
  dispose(losses);
  const end = () => {
    dispose([data, stacked]);
    optimizer.dispose();
  };
  return { losses: stacked, end };
}

describe('the run of the notebook', () => {
  it.each([
    ['after the sigmoid', { ...shared, family: relaxedBernoulli, clip: { x: [1e-3, 1 - 1e-3] } }, sigmoid],
    ['before it', { ...shared, family: logitRelaxedBernoulli, clip: { x: [edge, -edge] } }, (data: Tensor) => data],
  ] satisfies [string, GbasOptions, (data: Tensor) => Tensor][])('%s', async (_, options, inputOf) => {
    const made = gbas(options);
    const steps = runsOnHost() ? f64.loss.length : 5;
    const { losses, end } = train(made, inputOf, steps);
    await expectTensorClose(losses, f64.loss.slice(0, steps), { rel: runsOnHost() ? 2e-4 : 2e-3 });
    if (steps === f64.loss.length) {
      const [means, temperatures] = made.variables;
      await expectTensorClose(means, f64.final_means, { abs: 2e-2 });
      await expectTensorClose(temperatures, f64.final_temps, { abs: 2e-2 });
    }
    end();
    made.dispose();
  });

  it('starts from the terms of the notebook', async () => {
    const made = gbas({ ...shared, family: logitRelaxedBernoulli, clip: { x: [edge, -edge] } });
    const { prior, hyperprior, penalty } = made.loss(tensor2d(decodeFloat32(notebook.init_data), [N, T]));
    const tolerance = runsOnHost() ? { rel: 1e-6 } : { rel: 1e-3 };
    await expectTensorClose(prior, [f64.ploss[0]], tolerance);
    await expectTensorClose(hyperprior, [f64.hloss[0]], tolerance);
    await expectTensorClose(penalty, [0.05], tolerance);
    made.dispose();
  });
});

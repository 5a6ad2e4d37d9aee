import { golden } from '@hyperprior/golden';
import {
  add,
  dispose,
  getBackend,
  logSumExp,
  matMul,
  mul,
  oneHot,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  tanh,
  tensor1d,
  tensor2d,
  tidy,
  transpose,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';

interface Problem {
  config: { n: number; batch: number; steps: number };
  /** Weights [out, in] and biases, in turns. */
  weights: (number[][] | number[])[];
  X: number[][];
  y: number[];
}

/** The golden run's network and batches: classes of 6 numbers by 6-10-3 with tanh and cross-entropy, 16 at a time. */
export interface Run {
  readonly variables: Variable[];
  readonly steps: number;
  /** The losses of a step's batch, or of some of its samples. */
  losses(step: number, samples?: number): () => Tensor1D;
  /** The logits of the batch whose losses were made last. */
  logits(): Tensor;
  dispose(): void;
}

export function goldenRun(file = 'cockpit/alpha_tracks.json'): Run {
  const { config, weights, X, y } = golden<{ problem: Problem }>(file).problem;
  const variables = weights.map((values) => tidy(() => variable(ofValues(values))));
  const rows = (step: number, samples: number) =>
    Array.from({ length: samples }, (_, j) => (config.batch * step + j) % config.n);
  let latest: Tensor | null = null;
  return {
    variables,
    logits: () => latest ?? tensor1d([]),
    steps: isOnGpu() ? 4 : config.steps,
    losses: (step, samples = config.batch) => {
      const chosen = rows(step, samples);
      const [x, labels] = [chosen.map((row) => X[row]), chosen.map((row) => y[row])];
      return () => {
        latest = logitsOf(variables, tensor2d(x));
        return crossEntropies(latest, oneHot(tensor1d(labels, 'int32'), 3));
      };
    },
    dispose: () => dispose(variables),
  };
}

/** A GPU may be a software adapter, a hundred times slower. */
export const isOnGpu = (): boolean => getBackend().startsWith('webg');

const ofValues = (values: number[][] | number[]): Tensor =>
  isMatrix(values) ? transpose(tensor2d(values)) : tensor1d(values);
const isMatrix = (values: number[][] | number[]): values is number[][] => Array.isArray(values[0]);

const logitsOf = ([w1, b1, w2, b2]: Tensor[], x: Tensor): Tensor => add(matMul(tanh(add(matMul(x, w1), b1)), w2), b2);

function crossEntropies(logits: Tensor, labels: Tensor): Tensor1D {
  return sub(logSumExp(logits, 1), sum(mul(logits, labels), 1));
}

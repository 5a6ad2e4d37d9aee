import { adam } from '@hyperprior/backends';
import { basLoss } from '@hyperprior/bas-loss';
import { namedPrior, RunError } from '@hyperprior/experiments';
import { randomStream } from '@hyperprior/numerics';
import { type Scalar, sigmoid, type Tensor, tensor1d, tidy, variable } from '@tensorflow/tfjs-core';
import { targetOf } from '../target.ts';
import { divergenceLoss } from './divergence.ts';
import { type ComparisonFrame, type ComparisonResult, type ComparisonSettings, divergences } from './frame.ts';
import { gapTo } from './gap.ts';

/** The points start uniformly in [-range, range], before the sigmoid. */
const range = 4;

/**
 * Moves the same batch twice, once by the Batch-Shaping loss and once by a divergence, side by side.
 * The signal stops it after the step at hand.
 * @throws RunError where a loss is no longer finite
 */
export async function* runComparison(
  settings: ComparisonSettings,
  signal: AbortSignal,
): AsyncGenerator<ComparisonFrame, ComparisonResult, undefined> {
  const { steps, divergence, count, seed, learningRate } = settings;
  const { prior, label } = namedPrior(settings.prior, settings.parameters);
  const density = prior.family.at(prior.parameters.map(Number));
  const target = targetOf(prior, label);
  const stream = randomStream(seed);
  const start = Float32Array.from({ length: count }, () => (2 * stream.uniform() - 1) * range);
  const bas = trained(start, (x) => basLoss(x, prior), learningRate);
  const name = divergences[divergence];
  const other = trained(start, divergenceLoss(divergence, prior), learningRate);
  const gaps: [number, number] = [Number.NaN, Number.NaN];
  try {
    for (let step = 0; step < steps && !signal.aborted; step++) {
      const [first, second] = [await bas.step(), await other.step()];
      checkFinite(step, { 'Batch-Shaping loss': first.losses, [name]: second.losses });
      gaps[0] = gapTo(density, first.points);
      gaps[1] = gapTo(density, second.points);
      const sides = [
        { label: 'Batch-Shaping', ...first, gap: gaps[0] },
        { label: name, ...second, gap: gaps[1] },
      ] as const;
      yield { kind: 'comparison', step, steps, target, sides };
    }
    return { experiment: 'comparison', prior: label, divergence, gaps };
  } finally {
    bas.dispose();
    other.dispose();
  }
}

function checkFinite(step: number, sides: Readonly<Record<string, Float64Array>>): void {
  for (const [name, losses] of Object.entries(sides))
    if (!Number.isFinite(losses[step]))
      throw new RunError(`comparison: the ${name} is ${losses[step]} at step ${step + 1}`, step);
}

/** A batch under training by one loss. */
function trained(start: Float32Array, loss: (x: Tensor) => Scalar, learningRate: number) {
  const points = tidy(() => variable(tensor1d(start)));
  const optimizer = adam({ learningRate, epsilon: 1e-8 });
  const losses: number[] = [];
  return {
    /** The points and the losses before this update. */
    async step() {
      const shown = await values(tidy(() => sigmoid(points)));
      const cost = optimizer.minimize(() => loss(sigmoid(points)), true, [points]);
      if (!cost) throw new Error('runComparison: the optimizer returned no loss');
      losses.push((await values(cost))[0]);
      return { points: shown, losses: Float64Array.from(losses) };
    },
    dispose() {
      points.dispose();
      optimizer.dispose();
    },
  };
}

async function values(tensor: Tensor): Promise<Float32Array> {
  try {
    return Float32Array.from(await tensor.data());
  } finally {
    tensor.dispose();
  }
}

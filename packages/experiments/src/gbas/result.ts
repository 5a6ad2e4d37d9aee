import { cramerVonMisesTest } from '@hyperprior/numerics';
import { concat, getBackend, tidy } from '@tensorflow/tfjs-core';
import { read } from '../training/read.ts';
import { gbasFamilies, meanAt } from './families.ts';
import type { GbasResult } from './frame.ts';
import type { GbasSettings } from './settings.ts';
import { lossesOf, type Training } from './training.ts';

/** Result of a training. */
export async function resultOf({ priors, history }: Training, settings: GbasSettings): Promise<GbasResult> {
  const { family, dimensions, count, steps, learningRate, seed, hyperprior } = settings;
  const { total, prior, hyperprior: hyperpriorLosses } = lossesOf(history);
  const values = await read(tidy(() => concat(Object.values(priors.parameters()))));
  const parameters = Object.fromEntries(
    gbasFamilies[family].parameters.map((name, k) => [
      name,
      Array.from(values.subarray(k * dimensions, (k + 1) * dimensions)),
    ]),
  );
  const means = Array.from({ length: dimensions }, (_, i) =>
    meanAt(
      family,
      Object.values(parameters).map((of) => of[i]),
    ),
  );
  return {
    experiment: 'gbas',
    completed: total.length === steps,
    family,
    hyperprior: hyperprior.label,
    dimensions,
    count,
    steps: total.length,
    learningRate,
    seed,
    backend: getBackend(),
    finalLoss: last(total),
    priorLoss: last(prior),
    hyperpriorLoss: last(hyperpriorLosses),
    losses: Array.from(total),
    means,
    ...(parameters.temperature ? { temperatures: parameters.temperature } : {}),
    parameters,
    fit: fitOf(means, settings),
  };
}

const last = (values: Float64Array) => values[values.length - 1] ?? Number.NaN;

function fitOf(means: readonly number[], { hyperprior: { prior } }: GbasSettings): GbasResult['fit'] {
  const density = prior.family.at(prior.parameters.map(Number));
  const out = new Float64Array(3);
  return cramerVonMisesTest(means, (x) => {
    density.cdfValue(x, out);
    return out[0];
  });
}

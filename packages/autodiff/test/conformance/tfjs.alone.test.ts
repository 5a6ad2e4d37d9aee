import * as core from '@tensorflow/tfjs-core';
import { getBackend, getGradient, grads as gradsOf, type Tensor, unregisterGradient } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isRight } from './agree.ts';
import recorded from './alone.json' with { type: 'json' };
import type { Case } from './case.ts';
import { cases } from './cases/index.ts';
import { differentiate, type Grads, type Order, readAll } from './derivatives.ts';
import { problemOf } from './problem.ts';

type Status = 'right' | 'wrong' | 'none';

/** TF.js's own, nested as its users nest it. */
const grads: Grads = (f, xs) => gradsOf((...ys: Tensor[]) => f(...ys))(xs);

async function statusOf(example: Case, order: Order): Promise<Status> {
  const problem = problemOf(example);
  try {
    const found = differentiate(example, problem, grads, order);
    return isRight(await readAll(found[order]), problem[order]) ? 'right' : 'wrong';
  } catch {
    return 'none';
  }
}

const known: Record<string, readonly string[]> = recorded;

/** A difference from what is recorded is a fault that was mended, or a new one. */
describe.skipIf(getBackend() !== 'cpu')('TF.js 4.22 alone', () => {
  beforeAll(async () => {
    // Ours, which the setup registers, would stay.
    for (const kernel of Object.values(core))
      if (typeof kernel === 'string' && getGradient(kernel)) unregisterGradient(kernel);
    // Says of each of core's own gradients, which come with it, that it takes the place of one.
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    await import('@tensorflow/tfjs-layers');
    vi.restoreAllMocks();
  });

  it.each(cases.map((example) => [example.name, example] as const))('%s', async (name, example) => {
    expect([await statusOf(example, 'first'), await statusOf(example, 'second')]).toEqual(known[name]);
  });
});

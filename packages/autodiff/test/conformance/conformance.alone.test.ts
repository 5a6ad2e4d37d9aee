import { getBackend, memory, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hvp, type InstalledGradients, installGradients, jvp, valueAndGrad, vjp } from '../../src/index.ts';
import { expectRight } from './agree.ts';
import { backends, type Case } from './case.ts';
import { cases } from './cases/index.ts';
import { differentiate, type Grads, lossOf, type Order, orders, readAll, tensorsOf } from './derivatives.ts';
import { type Problem, problemOf } from './problem.ts';

let installed: InstalledGradients;
beforeAll(async () => {
  if (registersCore) await import('@tensorflow/tfjs-layers');
  installed = installGradients();
});
afterAll(() => installed.uninstall());

/** In browsers with core's own gradients, which most pages have; in Node with those of `@hyperprior/backends`. */
const registersCore = 'document' in globalThis;
const grads: Grads = (f, xs) => valueAndGrad(f)(...xs).grads;
/** The first order that this backend cannot do, if there is one. */
function lackOf({ lacks }: Case): Order | null {
  const backend = backends.find((name) => name === getBackend());
  const lack = backend && lacks?.[backend];
  return lack === 'forward' ? 'value' : (lack ?? null);
}

/** Value and derivatives against the finite differences of the float64 twin. */
async function checkDerivatives(example: Case, problem: Problem): Promise<void> {
  const lack = lackOf(example);
  const reached = lack ? orders.slice(0, orders.indexOf(lack)) : orders;
  if (lack) expect(() => differentiate(example, problem, grads, lack), `${lack} is there now`).toThrow();
  const last = reached.at(-1);
  if (!last) return;
  const found = differentiate(example, problem, grads, last);
  for (const order of reached) {
    const values = await readAll(found[order]);
    expect(() => expectRight(values, problem[order]), order).not.toThrow();
  }
}

const inner = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** That two sums of products agree, up to 1e-5 of the size of their terms. */
function expectSame(one: [number[], number[]], other: [number[], number[]]): void {
  const size = inner(one[0].map(Math.abs), one[1].map(Math.abs));
  expect(Math.abs(inner(...one) - inner(...other))).toBeLessThanOrEqual(1e-5 * size);
}

/** uᵀHv = vᵀHu. */
async function checkSymmetry(example: Case, problem: Problem): Promise<void> {
  const product = (direction: number[][]) =>
    tidy(() => {
      const loss = (...xs: Tensor[]) => lossOf(example.f(...xs), problem.weights);
      return hvp(loss, tensorsOf(example, problem.xs), tensorsOf(example, direction));
    });
  const [byV, byU] = [await readAll(product(problem.v)), await readAll(product(problem.u))];
  expectSame([problem.u.flat(), byV], [problem.v.flat(), byU]);
}

/** ⟨w, J v⟩ = ⟨Jᵀ w, v⟩. */
async function checkTranspose(example: Case, problem: Problem): Promise<void> {
  const { tangent, pulled } = tidy(() => {
    const xs = tensorsOf(example, problem.xs);
    const { value, pullback } = vjp(example.f, xs);
    return {
      tangent: jvp(example.f, xs, tensorsOf(example, problem.v)).tangent,
      pulled: pullback(tensor(problem.weights, value.shape)),
    };
  });
  expectSame([problem.weights, await readAll([tangent])], [await readAll(pulled), problem.v.flat()]);
}

describe.each(cases.map((example) => [example.name, example] as const))('%s', (_name, example) => {
  const problem = problemOf(example);
  const lack = lackOf(example);

  it('has right derivatives up to the third, and leaves nothing behind', async () => {
    const before = memory().numTensors;
    await checkDerivatives(example, problem);
    expect(memory().numTensors - before, 'tensors left behind').toBe(0);
  });
  it.skipIf(lack)('has a symmetric second derivative', () => checkSymmetry(example, problem));
  it.skipIf(lack)('has a jvp that is its vjp transposed', () => checkTranspose(example, problem));
});

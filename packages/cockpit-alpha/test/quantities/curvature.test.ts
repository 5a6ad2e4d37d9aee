import { golden } from '@hyperprior/golden';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { mean, train } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  type CockpitRecord,
  cockpit,
  hessianMaxEigenvalue,
  hessianTrace,
  type Quantity,
  tic,
} from '../../src/index.ts';
import { goldenRun } from '../problem.ts';

const { values } = golden<{
  values: {
    Hessian_exact: { lambda_max: number; trace_layerwise: number[] }[];
    TICDiag: number[];
    TICTrace: number[];
  };
}>('cockpit/quantities.json');

async function records<Q extends Record<string, Quantity<unknown>>>(
  all: Q,
  steps: number,
): Promise<CockpitRecord<Q>[]> {
  const run = goldenRun('cockpit/quantities.json');
  const instruments = cockpit(run.variables, all, { strict: true });
  const optimizer = train.sgd(0.1);
  const found = await Promise.all(
    Array.from({ length: steps }, (_, step) => instruments.step(optimizer, run.losses(step))),
  );
  instruments.dispose();
  optimizer.dispose();
  run.dispose();
  return found;
}

describe('curvature', () => {
  it('is that of the golden run', async () => {
    const exact = { probes: 'exact' } as const;
    const found = await records({ largest: hessianMaxEigenvalue(), trace: hessianTrace(exact), tic: tic(exact) }, 3);
    found.forEach(({ values: { largest = 0, trace = [], tic = 0 } }, step) => {
      const { lambda_max, trace_layerwise } = values.Hessian_exact[step];
      expectClose([largest], [lambda_max], { rel: 1e-3 });
      expectClose(trace, trace_layerwise, { rel: 1e-4, abs: 1e-6 });
      expectClose([tic], [values.TICTrace[step]], { rel: 1e-4 });
    });
  });

  it('is divided entry by entry', async () => {
    const [{ values: found }] = await records({ tic: tic({ probes: 'exact', by: 'diagonal' }) }, 1);
    // Entries of the diagonal near 0 magnify the rounding of float32.
    expectClose([found.tic ?? 0], [values.TICDiag[0]], { rel: 1e-3 });
  });

  it('is estimated from random vectors, without bias', async () => {
    const [{ values: found }] = await records({ trace: hessianTrace({ probes: 200 }), few: tic({ probes: 200 }) }, 1);
    const { trace_layerwise } = values.Hessian_exact[0];
    expectClose(found.trace ?? [], trace_layerwise, { abs: 0.35 });
    expectClose([found.few ?? 0], [values.TICTrace[0]], { rel: 0.25 });
  });

  it('leaves the variables where they are, and nothing behind', async () => {
    await expectNoLeak(() => records({ largest: hessianMaxEigenvalue({ iterations: 3 }), trace: hessianTrace() }, 2));
    const [measured, plain] = [goldenRun(), goldenRun()];
    const instruments = cockpit(measured.variables, { largest: hessianMaxEigenvalue({ iterations: 2 }) });
    const optimizer = train.sgd(0.1);
    await instruments.step(optimizer, measured.losses(0));
    optimizer.minimize(() => mean(plain.losses(0)()), false, plain.variables);
    for (const [i, variable] of measured.variables.entries())
      expectClose(await variable.data(), await plain.variables[i].data(), { rel: 1e-5, abs: 1e-6 });
    for (const each of [instruments, measured, plain, optimizer]) each.dispose();
  });

  it.each<[() => unknown, string]>([
    [
      () => hessianMaxEigenvalue({ iterations: 0 }),
      "hessianMaxEigenvalue: 'iterations' must be a whole number of at least 1",
    ],
    [() => hessianTrace({ probes: 1.5 }), "hessianTrace: 'probes' must be a whole number of at least 1, but is 1.5"],
    [() => tic({ by: 'rows' as never }), "tic: 'by' must be 'trace' or 'diagonal', but is rows"],
  ])('is refused in words', (make, message) => {
    expect(make).toThrow(message);
  });
});

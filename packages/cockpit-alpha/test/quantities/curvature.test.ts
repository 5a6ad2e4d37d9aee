import { golden } from '@hyperprior/golden';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { mean, mul, square, sum, type Tensor, tensor1d, tidy, train, variable } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  type CockpitRecord,
  cockpit,
  hessianMaxEigenvalue,
  hessianTrace,
  type Quantity,
  tic,
} from '../../src/index.ts';
import { goldenRun, isOnGpu } from '../problem.ts';

const { values, values_diag_ggn_exact: gaussNewton } = golden<{
  values: {
    Hessian_exact: { lambda_max: number; trace_layerwise: number[] }[];
    TICDiag: number[];
    TICTrace: number[];
  };
  values_diag_ggn_exact: { HessTrace: number[][]; TICDiag: number[]; TICTrace: number[] };
}>('cockpit/quantities.json');

async function records<Q extends Record<string, Quantity<unknown>>>(
  given: Q | ((logits: () => Tensor) => Q),
  steps: number,
): Promise<CockpitRecord<Q>[]> {
  const run = goldenRun('cockpit/quantities.json');
  const all = typeof given === 'function' ? given(run.logits) : given;
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

/** One for each parameter, or a few random ones where each takes long. */
const probes = isOnGpu() ? 10 : 'exact';

describe('curvature', () => {
  it('has the golden largest eigenvalue', async () => {
    const found = await records({ largest: hessianMaxEigenvalue() }, isOnGpu() ? 1 : 3);
    found.forEach((record, step) => {
      expectClose([record.values.largest ?? 0], [values.Hessian_exact[step].lambda_max], { rel: 1e-3 });
    });
  });

  it('has a largest eigenvalue whose square is not representable', async () => {
    const [w, scales] = [tidy(() => variable(tensor1d([1e-20, 2e-20]))), tensor1d([2e20, 1e20])];
    const instruments = cockpit([w], { largest: hessianMaxEigenvalue({ iterations: 4 }) }, { strict: true });
    const losses = () => mean(sum(mul(scales, square(w))));
    const { values } = await instruments.step(train.sgd(1e-30), losses);
    expectClose([values.largest ?? 0], [4e20], { rel: 1e-3 });
    for (const each of [instruments, w, scales]) each.dispose();
  });

  it('has the golden trace, and is divided by it', async () => {
    const found = await records({ trace: hessianTrace({ probes }), tic: tic({ probes }) }, isOnGpu() ? 1 : 3);
    found.forEach(({ values: { trace = [], tic = 0 } }, step) => {
      expectClose(trace, values.Hessian_exact[step].trace_layerwise, isOnGpu() ? { abs: 1 } : { rel: 1e-4, abs: 1e-6 });
      expectClose([tic], [values.TICTrace[step]], { rel: isOnGpu() ? 0.5 : 1e-4 });
    });
  });

  it.runIf(!isOnGpu())('is divided entry by entry', async () => {
    const [{ values: found }] = await records({ tic: tic({ probes, by: 'diagonal' }) }, 1);
    // Entries of the diagonal near 0 magnify the rounding of float32.
    expectClose([found.tic ?? 0], [values.TICDiag[0]], { rel: 1e-3 });
  });

  it.runIf(!isOnGpu())('is estimated from random vectors, without bias', async () => {
    const [{ values: found }] = await records({ trace: hessianTrace({ probes: 200 }), few: tic({ probes: 200 }) }, 1);
    const { trace_layerwise } = values.Hessian_exact[0];
    expectClose(found.trace ?? [], trace_layerwise, { abs: 0.35 });
    expectClose([found.few ?? 0], [values.TICTrace[0]], { rel: 0.25 });
  });

  it.runIf(!isOnGpu())('is that of the Gauss-Newton matrix too, exact and sampled', async () => {
    const found = await records(
      (logits) => ({
        trace: hessianTrace({ probes: 'exact', gaussNewton: logits }),
        tic: tic({ probes: 'exact', gaussNewton: logits }),
        byEntry: tic({ probes: 'exact', by: 'diagonal', gaussNewton: logits }),
        sampled: hessianTrace({ probes: 300, gaussNewton: logits }),
      }),
      2,
    );
    found.forEach(({ values: { trace = [], tic = 0, byEntry = 0, sampled = [] } }, step) => {
      expectClose(trace, gaussNewton.HessTrace[step], { rel: 1e-4 });
      expectClose([tic, byEntry], [gaussNewton.TICTrace[step], gaussNewton.TICDiag[step]], { rel: 1e-3 });
      expectClose(sampled, gaussNewton.HessTrace[step], { rel: 0.15 });
    });
  });

  it('is by an output that the losses are made of', async () => {
    const elsewhere = tensor1d([1]);
    const run = goldenRun('cockpit/quantities.json');
    const instruments = cockpit(run.variables, { trace: hessianTrace({ gaussNewton: () => elsewhere, probes: 1 }) });
    const { problems } = await instruments.step(train.sgd(0.1), run.losses(0));
    expect(problems.trace?.message).toContain("gaussNewtonProduct: 'output' must be a tensor that the losses made");
    expect(() => tic({ gaussNewton: 3 as never })).toThrow("tic: 'gaussNewton' must be a function that returns");
    for (const each of [instruments, run, elsewhere]) each.dispose();
  });

  it('leaves the variables where they are, and nothing behind', async () => {
    await expectNoLeak(() =>
      records({ largest: hessianMaxEigenvalue({ iterations: 3 }), trace: hessianTrace({ probes: 2 }) }, 2),
    );
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

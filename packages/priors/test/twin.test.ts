import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectTensorClose } from '@hyperprior/vitest';
import { tensor1d } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { tensorDerivative, tensorQuantity } from '../src/ops/tensor-quantities.ts';
import { evaluators, type Quantity } from '../src/quantity.ts';
import { coreOf, type Example, examples } from './examples.ts';

const isHost = runsOnHost();
const quantities: readonly Quantity[] = ['cdf', 'sf', 'logCdf', 'logSf', 'pdf', 'logPdf', 'quantile'];

/** float32 through a few operations; a quantile found by bisection, and what is taken at it, a little less. */
const toleranceOf = ({ name }: Example, quantity: Quantity) => {
  const isSearched = quantity === 'quantile' && /mixture|truncated/.test(name);
  return { abs: isSearched ? 1e-4 : 1e-5, rel: isSearched ? 1e-3 : 3e-5 };
};

describe.runIf(isHost).each(examples)('the plain operations of $name', (example) => {
  it.each(quantities)('agree with the numbers core on %s and its derivatives', async (quantity) => {
    const isQuantile = quantity === 'quantile';
    // The quantile of the Beta distribution takes seconds this way, and has tests of its own.
    const isSlow = /beta|^mixture$/.test(example.name);
    const runs = isSlow ? (isQuantile ? 1 : 2) : 6;
    await fc.assert(
      fc.asyncProperty(example.arbitrary, async (parameters) => {
        const prior = example.make(...parameters);
        const values = prior.parameters.map((value) => Math.fround(Number(value)));
        const core = coreOf(example, parameters);
        const [, high] = prior.family.support(values);
        // Near 1 a float32 quantile no longer tells its distance from 1, on which its derivatives depend.
        const candidates = isQuantile ? [0.05, 0.3, 0.5, 0.8, 0.97] : example.points;
        const points = candidates.map(Math.fround).filter((p) => !isQuantile || core.quantile(p) < 0.98 * high);
        const rows = points.map((x) => {
          const out = new Float64Array(2 + values.length);
          evaluators[quantity](core, x, out);
          return out;
        });
        const x = tensor1d(points);
        const tolerance = toleranceOf(example, quantity);
        const value = tensorQuantity(quantity, prior, x);
        await expectTensorClose(
          value,
          rows.map((row) => row[0]),
          tolerance,
        );
        for (let variable = 0; variable <= values.length; variable++) {
          const expected = rows.map((row) => row[1 + variable]);
          const size = Math.max(...expected.map(Math.abs));
          // A quantile takes a long search: only the first derivative searches anew, as it does where no value is at hand.
          const known = isQuantile && variable > 0 ? value : undefined;
          await expectTensorClose(tensorDerivative(quantity, variable, prior, x, known), expected, {
            abs: tolerance.abs * Math.max(1, size),
            rel: 10 * tolerance.rel,
          });
        }
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });
});

describe('the plain operations', () => {
  it('take the ends of the support, what lies beyond, and NaN as the numbers core does', async () => {
    for (const example of examples.filter(({ name }) => isHost || !/beta|^mixture$/.test(name))) {
      const prior = example.make(...example.parameters);
      const [low, high] = prior.family.support(prior.parameters.map(Number)).map(Math.fround);
      if (!Number.isFinite(low)) continue;
      const points = [low, high, low - 1, high + 1, Number.NaN];
      const core = coreOf(example, example.parameters);
      for (const quantity of quantities.filter((each) => each !== 'quantile')) {
        const rows = points.map((x) => {
          const out = new Float64Array(2 + prior.parameters.length);
          evaluators[quantity](core, x, out);
          return out;
        });
        const x = tensor1d(points);
        const tolerance = { abs: 1e-6, rel: 1e-5 };
        await expectTensorClose(
          tensorQuantity(quantity, prior, x),
          rows.map((row) => row[0]),
          tolerance,
        );
        await expectTensorClose(
          tensorDerivative(quantity, 0, prior, x),
          rows.map((row) => row[1]),
          tolerance,
        );
      }
    }
  });
});

import { runsOnHost } from '@hyperprior/backends/kernels';
import { type GoldenNumber, golden, parseGolden } from '@hyperprior/golden';
import { expectClose } from '@hyperprior/vitest';
import { grads, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { beta, type FamilyPrior, normal, type Parameter, relaxedBernoulli, symmetricBeta } from '../src/index.ts';
import { written } from './examples.ts';
import { registerGpuKernels } from './gpu-kernels.ts';

registerGpuKernels();

interface GoldenCase {
  readonly rows: readonly (readonly GoldenNumber[])[];
  /** p, x and, on the unit interval, 1 - x */
  readonly quantile_rows: readonly (readonly number[])[];
  readonly [parameter: string]: unknown;
}

interface GoldenFile {
  readonly meta: { readonly columns: readonly string[] };
  readonly cases: readonly GoldenCase[];
}

const families: readonly { file: string; names: readonly string[]; make(...parameters: Parameter[]): FamilyPrior }[] = [
  { file: 'beta', names: ['a', 'b'], make: (a, b) => beta(a, b) },
  { file: 'symbeta', names: ['a'], make: (a) => symmetricBeta(a) },
  { file: 'normal', names: ['mean', 'std'], make: (mean, std) => normal(mean, std) },
  ...[0, 1].map((part) => ({
    file: `relaxed_bernoulli_${part}`,
    names: ['mean', 'temperature'],
    make: (mean: Parameter, temperature: Parameter) => relaxedBernoulli(mean, temperature),
  })),
];

const cases = families.flatMap(({ file, names, make }) => {
  const { meta, cases } = golden<GoldenFile>(`priors/${file}.json`);
  return cases.map((values) => {
    const parameters = names.map((name) => Number(values[name]));
    const rows = values.rows.map((row) => row.map(parseGolden));
    const column = (name: string) => rows.map((row) => row[meta.columns.indexOf(name)]);
    const partials = meta.columns.flatMap((name) => (name.startsWith('dcdf_d') ? [column(name)] : []));
    return { title: `${file}(${parameters})`, parameters, make, column, partials, quantiles: values.quantile_rows };
  });
});

describe.each(cases)('the numbers core of $title', ({ parameters, make, column, partials, quantiles }) => {
  const { family } = make(...parameters);
  const core = family.at(parameters);
  const points = column('x');
  const rows = points.map((x) => written((at, out) => core.cdf(at, out), x, 3 + parameters.length));

  it('has the golden cdf, tail and density', () => {
    // The density of a steep normal feels the rounding of x itself; a denormal number has few digits.
    const density = family.name === 'normal' ? { rel: 2e-10, abs: 1e-300 } : { rel: 1e-11, abs: 1e-300 };
    const tails = family.name === 'normal' ? { rel: 2e-10, abs: 1e-300 } : { rel: 1e-12, abs: 1e-300 };
    expectClose(
      rows.map((row) => row[0]),
      column('cdf'),
      tails,
    );
    expectClose(
      rows.map((row) => row[1]),
      column('sf'),
      tails,
    );
    expectClose(
      rows.map((row) => row[2]),
      column('pdf'),
      density,
    );
  });

  it('has the golden derivatives in its parameters', () => {
    for (const [k, partial] of partials.entries())
      expectClose(
        rows.map((row) => row[3 + k]),
        partial,
        { abs: 1e-9, rel: 1e-10 },
      );
  });

  it('has the golden quantiles', () => {
    for (const [p, x] of quantiles) expectClose([core.quantile(p)], [x], { rel: 2e-11, abs: 1e-300 });
  });
});

const isHost = runsOnHost();
/** The float32 number nearest to each; what lies below the least normal one is 0 on a GPU. */
const rounded = (values: readonly number[]) =>
  values.map((value) => (Math.abs(value) < 1.2e-38 ? 0 : Math.fround(value)));

describe.each(cases)('on tensors, $title', ({ parameters, make, column }) => {
  const singles = rounded(parameters);
  const points = [...new Set(rounded(column('x')))].filter((x) => Number.isFinite(x));
  const core = make(...parameters).family.at(singles);
  const rows = points.map((x) => written((at, out) => core.cdf(at, out), x, 3 + parameters.length));
  const logs = points.map((x) => written((at, out) => core.logCdf(at, out), x, 4 + 2 * parameters.length));
  const prior = make(...singles);

  it('has the cdf, its tail and their logarithms', async () => {
    const { cdf, sf, logCdf, logSf, pdf } = await read(prior, points);
    expectClose(
      cdf,
      rows.map((row) => row[0]),
      { abs: isHost ? 3e-7 : 1e-6 },
    );
    expectClose(
      sf,
      rows.map((row) => row[1]),
      { abs: isHost ? 3e-7 : 1e-6 },
    );
    const relative = isHost ? { rel: 1e-7, abs: 1e-37 } : { rel: 1e-4, abs: 1e-30 };
    expectClose(
      sf,
      rows.map((row) => row[1]),
      { ...relative, abs: isHost ? 1e-37 : 1e-6 },
    );
    expectClose(
      logCdf,
      logs.map((row) => row[0]),
      { rel: isHost ? 1e-7 : 1e-4, abs: isHost ? 1e-37 : 2e-6 },
    );
    expectClose(
      logSf,
      logs.map((row) => row[1]),
      { rel: isHost ? 1e-7 : 1e-4, abs: isHost ? 1e-37 : 2e-6 },
    );
    expectClose(
      pdf,
      rows.map((row) => row[2]),
      relative,
    );
  });

  it('has the derivatives of the cdf', async () => {
    const tensors = tidy(() => gradients(make, points, singles));
    const scale = 1e-30;
    for (const [k, gradient] of tensors.entries()) {
      const expected = rows.map((row) => row[2 + k]);
      expectClose(await gradient.data(), expected, { rel: isHost ? 2e-6 : 1e-4, abs: isHost ? 1e-37 : scale });
      gradient.dispose();
    }
    expect(tensors.length).toBe(1 + parameters.length);
  });
});

async function read(prior: FamilyPrior, points: readonly number[]) {
  const x = tensor1d([...points]);
  const of = async (tensor: Tensor) => {
    const values = await tensor.data();
    tensor.dispose();
    return values;
  };
  const [cdf, sf, logCdf, logSf, pdf] = await Promise.all(
    [prior.cdf(x), prior.sf(x), prior.logCdf(x), prior.logSf(x), prior.pdf(x)].map(of),
  );
  x.dispose();
  return { cdf, sf, logCdf, logSf, pdf };
}

/** ∂F/∂x and ∂F/∂θ at every point, by TF.js: each point has parameters of its own. */
function gradients(
  make: (...parameters: Parameter[]) => FamilyPrior,
  points: readonly number[],
  parameters: readonly number[],
) {
  const spread = parameters.map((value) => tensor1d(points.map(() => value)));
  return grads((x: Tensor, ...rest: Tensor[]) => make(...rest).cdf(x))([tensor1d([...points]), ...spread]);
}

interface RegionsFile {
  readonly regions: Readonly<Record<string, readonly (readonly number[])[]>>;
}

describe.each(Object.entries(golden<RegionsFile>('priors/beta_regions.json').regions))(
  'Beta on tensors with %s parameters',
  (_, rows) => {
    it('has the golden cdf and derivatives', async () => {
      const column = (k: number) => tensor1d(rows.map((row) => row[k]));
      const [a, b, x] = [column(0), column(1), column(2)];
      const cdf = beta(a, b).cdf(x);
      const expected = (k: number) => rows.map((row) => row[k]);
      expectClose(await cdf.data(), expected(3), { abs: isHost ? 3e-7 : 1e-6 });
      const [inA, inB, inX] = grads((a: Tensor, b: Tensor, x: Tensor) => beta(a, b).cdf(x))([a, b, x]);
      const accurate = isHost ? { rel: 2e-6, abs: 1e-37 } : { rel: 1e-4, abs: 1e-30 };
      expectClose(await inA.data(), expected(4), accurate);
      expectClose(await inB.data(), expected(5), accurate);
      expectClose(await inX.data(), expected(6), accurate);
    });
  },
);

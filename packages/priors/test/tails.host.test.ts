import { expectClose } from '@hyperprior/vitest';
import { describe, expect, it } from 'vitest';
import { type FamilyPrior, logitNormal, mixture, normal, uniform } from '../src/index.ts';
import { written } from './examples.ts';

const coreOf = (prior: FamilyPrior) => prior.family.at(prior.parameters.map(Number));
const logCdf = (prior: FamilyPrior, x: number) =>
  written((at, out) => coreOf(prior).logCdf(at, out), x, 4 + 2 * prior.parameters.length);

describe('the slopes of log F and log(1 - F)', () => {
  it.each([
    [1e6, -1000000.000001],
    [1e10, -1e10],
    [1e100, -1e100],
    [1e150, -1e150],
  ])('of the normal distribution at ±%d are the inverse of Mills ratio', (x, slope) => {
    expectClose([logCdf(normal(0, 1), x)[3]], [slope], { rel: 1e-15 });
    expectClose([logCdf(normal(0, 1), -x)[2]], [-slope], { rel: 1e-15 });
    expectClose([logCdf(mixture([normal(0, 1), normal(-3, 0.5)], [1, 2]), x)[3]], [slope], { rel: 1e-15 });
  });

  it('of the logit-normal distribution keep their digits far out', () => {
    const [location, scale, x] = [0, 1e-4, 0.9];
    const z = Math.log(9) / scale;
    const hazard = z + 1 / z;
    const out = logCdf(logitNormal(location, scale), x);
    expectClose([out[3]], [-hazard / scale / (x * (1 - x))], { rel: 1e-8 });
    expectClose([out[5], out[7]], [hazard / scale, (hazard * z) / scale], { rel: 1e-8 });
  });
});

describe('the tails of the uniform distribution', () => {
  it('are measured from their own end', () => {
    const prior = uniform(-1e6, 1e-6);
    const [, upper] = written((at, out) => coreOf(prior).cdf(at, out), 5e-7, 5);
    expectClose([upper], [5e-7 / (1e6 + 1e-6)], { rel: 1e-15 });
    expectClose([logCdf(prior, 5e-7)[1]], [Math.log(5e-7 / (1e6 + 1e-6))], { rel: 1e-15 });
  });
});

describe('a mixture whose weights differ widely', () => {
  it('keeps the derivative in the large weight', () => {
    const [large, small] = [1, 1e-12];
    const density = coreOf(mixture([normal(0, 1), normal(1, 1)], [large, small]));
    const cdf = written((x, out) => density.cdf(x, out), 0, 9);
    const [first, second] = [0.5, 0.15865525393145707];
    expectClose([cdf[3]], [(small * (first - second)) / (large + small) ** 2], { rel: 1e-13 });
    const logPdf = written((x, out) => density.logPdf(x, out), 0, 8);
    const ratio = Math.exp(-0.5);
    expectClose([logPdf[2]], [(small * (1 - ratio)) / (1 + small * ratio) / (1 + small)], { rel: 1e-13 });
    expect(cdf[0]).toBeCloseTo(first, 11);
  });
});

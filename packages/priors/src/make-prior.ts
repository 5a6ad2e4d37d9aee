import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { checkInput, checkSample } from './check-input.ts';
import { checkNumbers } from './check-parameters.ts';
import type { Distribution } from './distribution.ts';
import type { Family } from './family.ts';
import { keepInside } from './keep-inside.ts';
import { evaluate } from './ops/evaluate.ts';
import { moment } from './ops/tensor-quantities.ts';
import { brand, type FamilyPrior, type Parameter } from './prior.ts';
import type { Quantity } from './quantity.ts';
import { requireAliveParameters } from './require-alive.ts';
import { uniformSample } from './uniform-sample.ts';

/** The prior of a family at these parameters. Throws where a parameter given as a number is out of range. */
export function makePrior<Name extends string>(
  family: Family<Name>,
  parameters: readonly Parameter[],
): FamilyPrior<Name> {
  checkNumbers(family, parameters);
  const distribution: Distribution = { family, parameters };
  const at = (quantity: Quantity) => (x: Tensor) => {
    checkInput(quantity, distribution, x);
    return evaluate(quantity, distribution, x);
  };
  const momentOf = (name: 'mean' | 'variance') => () => {
    requireAliveParameters(`${family.name}.${name}`, family, parameters);
    return moment(name, distribution);
  };
  return brand({
    family,
    parameters,
    cdf: at('cdf'),
    sf: at('sf'),
    logCdf: at('logCdf'),
    logSf: at('logSf'),
    pdf: at('pdf'),
    logPdf: at('logPdf'),
    quantile: at('quantile'),
    sample(shape, seed) {
      checkSample(distribution, shape, seed);
      return tidy(() =>
        keepInside(
          distribution,
          evaluate('quantile', distribution, tensor(uniformSample(shape, seed), shape, 'float32')),
        ),
      );
    },
    mean: momentOf('mean'),
    variance: momentOf('variance'),
  });
}

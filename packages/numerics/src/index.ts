export { type BetaEvaluator, betaEvaluator } from './beta-evaluator.ts';
export { cramerVonMisesTest, type TestOfFit } from './cramer-von-mises.ts';
export { digamma } from './digamma.ts';
export { erf, erfc } from './erf.ts';
export { fastExp } from './fast-exp.ts';
export { gaussLegendre } from './gauss-legendre.ts';
export {
  type IncompleteBeta,
  incompleteBeta,
  incompleteBetaComplement,
  logIncompleteBeta,
} from './incomplete-beta.ts';
export { incompleteBetaInverse, incompleteBetaInversePair, type UnitPoint } from './incomplete-beta-inverse.ts';
export { logBinomialMass, logPoissonMass } from './lattice-mass.ts';
export { logBeta } from './log-beta.ts';
export { logGamma } from './log-gamma.ts';
export { logNormalCdf, normalCdf, normalHazard, normalPdf } from './normal.ts';
export { normalQuantile } from './normal-quantile.ts';
export { type RandomStream, randomStream } from './random-stream.ts';
export { argsort, createSorter, type IndexArray, ranks, type Sorter, type Ties } from './sorter.ts';
export { trigamma, trigammaDifference } from './trigamma.ts';
export { type UniformStream, uniformStream } from './uniform-stream.ts';

export { type BetaEvaluator, betaEvaluator } from './beta-evaluator.ts';
export { digamma } from './digamma.ts';
export {
  type IncompleteBeta,
  incompleteBeta,
  incompleteBetaComplement,
  logIncompleteBeta,
} from './incomplete-beta.ts';
export { logBeta } from './log-beta.ts';
export { logGamma } from './log-gamma.ts';

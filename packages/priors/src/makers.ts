import { bernoulli } from './families/bernoulli.ts';
import { beta, symmetricBeta } from './families/beta.ts';
import { binomial } from './families/binomial.ts';
import { kumaraswamy } from './families/kumaraswamy.ts';
import { logistic } from './families/logistic.ts';
import { logitNormal } from './families/logit-normal.ts';
import { logitRelaxedBernoulli } from './families/logit-relaxed-bernoulli.ts';
import { normal } from './families/normal.ts';
import { poisson } from './families/poisson.ts';
import { relaxedBernoulli } from './families/relaxed-bernoulli.ts';
import { truncatedNormal } from './families/truncated-normal.ts';
import { uniform } from './families/uniform.ts';

/** The functions that make priors of the families with a fixed list of parameters, by the families' names. */
export const makers = {
  bernoulli,
  beta,
  binomial,
  kumaraswamy,
  logistic,
  'logit-normal': logitNormal,
  'logit-relaxed-bernoulli': logitRelaxedBernoulli,
  normal,
  poisson,
  'relaxed-bernoulli': relaxedBernoulli,
  'symmetric-beta': symmetricBeta,
  'truncated-normal': truncatedNormal,
  uniform,
} as const;

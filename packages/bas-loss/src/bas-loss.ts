import { runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import { constantsOf, type FamilyPrior, isFamilyPrior, type Prior, tensorsOf } from '@hyperprior/priors';
import { customGrad, engine, mul, type Scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checkArguments } from './check.ts';
import { composedLoss } from './composed-loss.ts';
import { fusedLossKernel } from './fused-loss-kernel.ts';
import { layoutOf } from './layout.ts';
import type { BasLossOptions, Conventions } from './options.ts';

/**
 * The Batch-Shaping loss: how far a batch's empirical distribution is from a prior, as a scalar that can be
 * differentiated in x and in the prior's tensor parameters,
 *
 *     L = mean_i (F̂(x_i) - F(x_i))²,   F̂(x_i) = rank(x_i) / (N + 1)
 *
 * (Ehteshami Bejnordi, Blankevoort & Welling 2020, equation 5). Ranks are piecewise constant, so no gradient goes
 * through the sort. With `distance` the same call gives the Anderson-Darling statistic divided by N, or the squared
 * 2-Wasserstein distance mean_i (x_i - F⁻¹((rank_i - ½) / N))².
 *
 * @param x float32, of any shape
 * @param prior what the values should follow; with `axis`, parameters of the shape [slices] give each slice its own
 * @throws RangeError where x is empty, the axis is not one of x's, or a parameter's shape does not fit
 */
export function basLoss(x: Tensor, prior: Prior, options: BasLossOptions = {}): Scalar {
  const conventions = checkArguments(x, prior, options);
  if (isFamilyPrior(prior) && canFuse(conventions)) return fusedLoss(x, prior, conventions);
  return tidy(() => composedLoss(x, prior, conventions));
}

/** The reference's bounds of the density are left to the composed loss. */
const canFuse = ({ distance, clip }: Conventions) =>
  runsOnHost() && distance === 'cramer-von-mises' && !clip.pdf && engine().state.gradientDepth <= 1;

/** Loss and gradients from one kernel; the gradients wait among the saved tensors. */
function fusedLoss(x: Tensor, prior: FamilyPrior, conventions: Conventions): Scalar {
  const inputs = [x, ...tensorsOf(prior)];
  const attributes = {
    family: prior.family,
    constants: constantsOf(prior),
    layout: layoutOf(x.shape, conventions.axis),
    conventions,
    gradients: engine().state.gradientDepth > 0,
  };
  return customGrad<Scalar>((...args) => {
    const save = args[inputs.length];
    const [loss, ...gradients] = runHostKernel(fusedLossKernel, inputs, attributes);
    if (typeof save === 'function') save(gradients);
    return { value: loss as Scalar, gradFunc: (dy, saved) => saved.map((gradient) => mul(dy, gradient)) };
  })(...inputs);
}

import { isFamilyPrior, type Prior } from '@hyperprior/priors';
import { Tensor } from '@tensorflow/tfjs-core';
import { choices } from './choices.ts';
import { layoutOf } from './layout.ts';
import type { BasLossOptions, Conventions } from './options.ts';
import { requireAlive, requireFloats, requireOneOf } from './require.ts';

/** Checks the arguments of `basLoss`, before any tensor is made, and fills in the defaults. */
export function checkArguments(x: Tensor, prior: Prior, options: BasLossOptions): Conventions {
  requireFloats('basLoss', x);
  const checked = checkOptions(prior, options);
  const conventions = { ...checked, axis: checkAxis(x, checked.axis) };
  const { slices, count } = layoutOf(x.shape, conventions.axis);
  if (!(slices > 0 && count > 0))
    throw new RangeError(`basLoss: 'x' must have at least one value per slice, but got shape ${list(x.shape)}`);
  checkParameterShapes(prior, slices, conventions.axis);
  return conventions;
}

/** Checks the prior and the options, which do not depend on x, and fills in the defaults. */
export function checkOptions(prior: Prior, options: BasLossOptions): Conventions {
  checkNames(options);
  const { axis = null, ties = 'ordinal', distance = 'cramer-von-mises', ecdf = 'i/(N+1)', clip = {} } = options;
  const conventions = { axis, ties, distance, ecdf, clip: inFloat32(clip) };
  for (const name of choiceNames) requireOneOf('basLoss', name, conventions[name], choices[name]);
  checkDistance(options, conventions);
  checkPrior(prior, conventions);
  return conventions;
}

const choiceNames = Object.keys(choices) as (keyof typeof choices)[];
const names = ['axis', ...choiceNames, 'clip'];

function checkNames(options: BasLossOptions): void {
  for (const name of Object.keys(options)) requireOneOf('basLoss', 'options', name, names);
}

/** The methods of a prior that each distance calls. */
const methods = {
  'cramer-von-mises': ['cdf'],
  'anderson-darling': ['logCdf', 'logSf'],
  'wasserstein-2': ['quantile'],
} as const satisfies Record<Conventions['distance'], readonly (keyof Prior)[]>;

function checkPrior(prior: Prior, { distance }: Conventions): void {
  const missing = methods[distance].find((name) => typeof prior?.[name] !== 'function');
  if (missing !== undefined)
    throw new TypeError(`basLoss: 'prior' must be a prior with the method '${missing}', but got ${String(prior)}`);
}

/** Rounds the bounds to float32, as x is: float32(0.999) exceeds 0.999 and must not count as out of bounds. */
function inFloat32({ x, pdf }: Conventions['clip']): Conventions['clip'] {
  return x ? { x: [Math.fround(x[0]), Math.fround(x[1])], pdf } : { pdf };
}

function checkAxis(x: Tensor, axis: number | null): number | null {
  if (axis === null) return null;
  if (!Number.isInteger(axis) || axis < -x.rank || axis >= x.rank)
    throw new RangeError(
      `basLoss: 'axis' must be null or an axis of x, whose shape is ${list(x.shape)}, but got ${axis}`,
    );
  return axis < 0 ? axis + x.rank : axis;
}

const list = (values: readonly number[]) => `[${values.join(', ')}]`;

/** Checks that bounds are ordered, and that options of the Cramér-von Mises distance come with no other. */
function checkDistance({ ecdf }: BasLossOptions, { clip, distance }: Conventions): void {
  for (const name of ['x', 'pdf'] as const) {
    const bounds = clip[name];
    if (bounds && !(bounds[0] < bounds[1]))
      throw new RangeError(`basLoss: 'clip.${name}' must be [low, high] with low < high, but got ${list(bounds)}`);
  }
  if (distance === 'cramer-von-mises') return;
  const foreign = ecdf !== undefined ? 'ecdf' : (clip.x ?? clip.pdf) && 'clip';
  if (foreign)
    throw new RangeError(
      `basLoss: '${foreign}' belongs to the distance cramer-von-mises, but the distance is ${distance}`,
    );
}

/** Checks that each parameter is alive and has one value, or one per slice. */
function checkParameterShapes(prior: Prior, slices: number, axis: number | null): void {
  if (!isFamilyPrior(prior)) return;
  prior.parameters.forEach((parameter, k) => {
    if (!(parameter instanceof Tensor)) return;
    const name = `the prior's '${prior.family.parameters[k].name}'`;
    requireAlive('basLoss', name, parameter);
    if (parameter.size === 1) return;
    if (axis === null)
      throw new RangeError(
        `basLoss: ${name} must be one number where x is one sample, but got shape ${list(parameter.shape)}; name the 'axis' of the slices`,
      );
    if (parameter.rank !== 1 || parameter.size !== slices)
      throw new RangeError(
        `basLoss: ${name} must have shape [] or [${slices}], one value a slice along axis ${axis}, but got shape ${list(parameter.shape)}`,
      );
  });
}

import { Tensor, util } from '@tensorflow/tfjs-core';
import { leavesOf, placesOf, type Tree } from './tree.ts';

/** That f is a function. */
export function requireFunction(caller: string, name: string, f: unknown): void {
  if (typeof f !== 'function') throw new TypeError(`${caller}: '${name}' must be a function, but is ${kindOf(f)}`);
}

/** That the argument is a tensor, or arrays and plain objects of them, with one at least; returns them. */
function requireTensors(caller: string, name: string, tree: unknown): Tensor[] {
  requireTree(caller, name, tree);
  const leaves = leavesOf(tree);
  if (leaves.length === 0) throw new RangeError(`${caller}: '${name}' must hold at least one tensor, but holds none`);
  return leaves;
}

/** As `requireTensors`, and that all are float32 and have not been disposed. */
export function requireFloats(caller: string, name: string, tree: unknown): Tensor[] {
  requireTree(caller, name, tree);
  const places = placesOf(tree, name);
  const leaves = requireTensors(caller, name, tree);
  leaves.forEach((leaf, i) => {
    if (leaf.dtype !== 'float32')
      throw new TypeError(
        `${caller}: '${places[i]}' must be float32, but is ${leaf.dtype}; cast it, as only floats have derivatives`,
      );
    requireAlive(caller, places[i], leaf);
  });
  return leaves;
}

/** That a tensor has not been disposed. */
export function requireAlive(caller: string, name: string, { isDisposed }: Tensor): void {
  if (isDisposed)
    throw new Error(
      `${caller}: '${name}' must not have been disposed, but has: by dispose(), or at the end of a tf.tidy; clone it, or tf.keep it, before that`,
    );
}

/** That what the caller works with, which `maker` returned, is still there. */
export function requireHeld(caller: string, maker: string, isHeld: boolean): void {
  if (!isHeld)
    throw new Error(
      `${caller}: what ${maker} holds must not have been disposed, but has: by dispose(), or at the end of the tf.tidy around ${maker}; call ${caller} before that, or ${maker} outside of the tidy`,
    );
}

/** That there is a list, with an entry for each argument of a function. */
export function requireList(caller: string, name: string, list: unknown): void {
  if (Array.isArray(list)) return;
  throw new TypeError(
    `${caller}: '${name}' must be a list with an entry for each argument of 'f', but is ${kindOf(list)}; write [${name === 'xs' ? 'x' : 'v'}] for one`,
  );
}

/** That no tensor stands twice: its derivative would be that by both. */
export function requireDistinct(caller: string, name: string, tree: unknown): void {
  requireTree(caller, name, tree);
  const [leaves, places] = [leavesOf(tree), placesOf(tree, name)];
  leaves.forEach((leaf, i) => {
    const first = leaves.indexOf(leaf);
    if (first !== i)
      throw new RangeError(
        `${caller}: '${places[first]}' and '${places[i]}' must be two tensors, but are one; pass a clone for one of them`,
      );
  });
}

/** That there is one tensor. */
export function requireOneTensor(caller: string, name: string, value: unknown): asserts value is Tensor {
  if (value instanceof Tensor) return;
  const fix = Array.isArray(value) ? '; join several to one by tf.concat' : '';
  throw new TypeError(`${caller}: '${name}' must be a tensor, but is ${kindOf(value)}${fix}`);
}

/** As `requireFloats`, and that there is a tensor for each of `like`, of its shape, in the same place; in its order. */
export function requireSameShapes(
  caller: string,
  name: string,
  given: unknown,
  likeName: string,
  like: unknown,
): Tensor[] {
  const leaves = requireFloats(caller, name, given);
  const models = requireTensors(caller, likeName, like);
  requireTree(caller, name, given);
  requireTree(caller, likeName, like);
  const places = new Map(placesOf(given, '').map((place, i) => [place, leaves[i]]));
  if (leaves.length > models.length)
    throw new RangeError(
      `${caller}: '${name}' must hold a tensor for each of '${likeName}', that is ${models.length}, but holds ${leaves.length}`,
    );
  return placesOf(like, '').map((place, i) => {
    const leaf = places.get(place);
    const required = `${caller}: '${name}${place}' must have the shape of '${likeName}${place}', [${models[i].shape.join(', ')}]`;
    if (!leaf) throw new RangeError(`${required}, but there is none`);
    if (!util.arraysEqual(leaf.shape, models[i].shape))
      throw new RangeError(`${required}, but has [${leaf.shape.join(', ')}]`);
    return leaf;
  });
}

/** That f returned a float32 scalar. */
export function requireScalar(caller: string, value: unknown): asserts value is Tensor {
  const required = `${caller}: 'f' must return a float32 scalar`;
  if (!(value instanceof Tensor)) throw new TypeError(`${required}, but returned ${kindOf(value)}`);
  if (value.rank === 0 && value.dtype === 'float32') return;
  const fix = value.rank === 0 ? "cast it to 'float32'" : 'take its sum or mean';
  throw new RangeError(`${required}, but returned ${value.dtype} of shape [${value.shape.join(', ')}]; ${fix}`);
}

function requireTree(caller: string, name: string, tree: unknown): asserts tree is Tree {
  if (tree instanceof Tensor) return;
  if (typeof tree !== 'object' || tree === null || !(Array.isArray(tree) || isPlain(tree)))
    throw new TypeError(
      `${caller}: '${name}' must be a tensor, or arrays and plain objects of tensors, but is ${kindOf(tree)}`,
    );
  for (const [key, child] of Object.entries(tree))
    requireTree(caller, Array.isArray(tree) ? `${name}[${key}]` : `${name}.${key}`, child);
}

const isPlain = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** What a value is, in a word or two. */
export function kindOf(value: unknown): string {
  if (value === null || typeof value === 'undefined') return String(value);
  if (value instanceof Tensor) return `a tensor of shape [${value.shape.join(', ')}]`;
  if (value instanceof Promise) return 'a promise, and what is differentiated must be synchronous';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return `a value of type ${value.constructor?.name ?? 'object'}`;
  return typeof value === 'function' ? 'a function' : `the ${typeof value} ${String(value)}`;
}

import { Tensor, type Variable } from '@tensorflow/tfjs-core';

/** Tensors or variables in arrays and plain objects, nested as one likes. */
export type Tree = Tensor | readonly Tree[] | { readonly [name: string]: Tree };

/** What has the structure of T, with plain tensors in the places of its tensors and variables. */
export type Like<T> =
  T extends Variable<infer Rank> ? Tensor<Rank> : T extends Tensor ? T : { -readonly [Name in keyof T]: Like<T[Name]> };

/** The tensors of a tree from left to right; the names of an object in the order in which they stand. */
export function leavesOf(tree: Tree): Tensor[] {
  if (tree instanceof Tensor) return [tree];
  return childrenOf(tree).flatMap(([, child]) => leavesOf(child));
}

/** A tree like `tree` with these leaves, from left to right. */
export function withLeaves<T>(tree: T, leaves: readonly Tensor[]): Like<T> {
  const rest = [...leaves];
  return filled(tree as Tree, rest) as Like<T>;
}

/** Where each leaf stands, for messages: `xs[0].weights[2]`. */
export function placesOf(tree: Tree, name: string): string[] {
  if (tree instanceof Tensor) return [name];
  const isList = Array.isArray(tree);
  return childrenOf(tree).flatMap(([key, child]) => placesOf(child, isList ? `${name}[${key}]` : `${name}.${key}`));
}

function filled(tree: Tree, leaves: Tensor[]): Tree {
  if (tree instanceof Tensor) return takeFirst(leaves);
  const children = childrenOf(tree).map(([key, child]): [string, Tree] => [key, filled(child, leaves)]);
  return Array.isArray(tree) ? children.map(([, child]) => child) : Object.fromEntries(children);
}

function takeFirst(leaves: Tensor[]): Tensor {
  const first = leaves.shift();
  if (!first) throw new RangeError('there are fewer leaves than places for them');
  return first;
}

const childrenOf = (tree: Exclude<Tree, Tensor>): [string, Tree][] => Object.entries(tree);

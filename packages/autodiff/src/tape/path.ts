import type { Tensor } from '@tensorflow/tfjs-core';
import { inputsOf, type TapeNode } from './tape-node.ts';

/** A node on the way from xs to ys, and the names of its inputs that depend on xs. */
export interface Step {
  readonly node: TapeNode;
  readonly inputs: readonly string[];
}

/**
 * The nodes through which a derivative passes from ys to xs, in the order of the tape, which must be that of
 * computation. None passes through a tensor of whole numbers: what is computed from it (an order, a mask, a choice)
 * is piecewise constant.
 */
export function path(nodes: readonly TapeNode[], xs: readonly Tensor[], ys: readonly Tensor[]): Step[] {
  const leading = new Set(leadingTo(nodes, ys));
  const dependent = new Set(xs.map(({ id }) => id));
  // Who differentiates by whole numbers, as TF.js allows, means them to be followed.
  const isFollowed = xs.some(isWhole) ? () => true : (tensor: Tensor) => !isWhole(tensor);
  const steps: Step[] = [];
  for (const node of nodes) {
    const inputs = inputsOf(node).flatMap(([name, { id }]) => (dependent.has(id) ? [name] : []));
    const outputs = node.outputs.filter(isFollowed);
    if (inputs.length === 0 || outputs.length === 0) continue;
    for (const { id } of outputs) dependent.add(id);
    if (leading.has(node)) steps.push({ node, inputs });
  }
  return steps;
}

const isWhole = ({ dtype }: Tensor): boolean => dtype === 'int32' || dtype === 'bool';

/** The nodes on which ys depend, the last first. */
export function leadingTo(nodes: readonly TapeNode[], ys: readonly Tensor[]): TapeNode[] {
  const wanted = new Set(ys.map(({ id }) => id));
  const leading: TapeNode[] = [];
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at];
    if (!node.outputs.some(({ id }) => wanted.has(id))) continue;
    leading.push(node);
    for (const [, { id }] of inputsOf(node)) wanted.add(id);
  }
  return leading;
}

/** Which of xs the ys depend on in any way, also in one that has no derivative. */
export function usedOf(nodes: readonly TapeNode[], xs: readonly Tensor[], ys: readonly Tensor[]): Set<Tensor> {
  const read = leadingTo(nodes, ys).flatMap((node) => inputsOf(node).map(([, { id }]) => id));
  const ids = new Set([...read, ...ys.map(({ id }) => id)]);
  return new Set(xs.filter(({ id }) => ids.has(id)));
}

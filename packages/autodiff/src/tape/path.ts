import type { Tensor } from '@tensorflow/tfjs-core';
import { inputsOf, type TapeNode } from './tape-node.ts';

/** A node on the way from xs to ys, and the names of its inputs that depend on xs. */
export interface Step {
  readonly node: TapeNode;
  readonly inputs: readonly string[];
}

/** The nodes through which ys depend on xs, in the order of the tape, which must be that of computation. */
export function path(nodes: readonly TapeNode[], xs: readonly Tensor[], ys: readonly Tensor[]): Step[] {
  const leading = new Set(leadingTo(nodes, ys));
  const dependent = new Set(xs.map(({ id }) => id));
  const steps: Step[] = [];
  for (const node of nodes) {
    const inputs = inputsOf(node).flatMap(([name, { id }]) => (dependent.has(id) ? [name] : []));
    if (inputs.length === 0) continue;
    for (const { id } of node.outputs) dependent.add(id);
    if (leading.has(node)) steps.push({ node, inputs });
  }
  return steps;
}

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

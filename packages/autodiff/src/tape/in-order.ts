import { inputsOf, type TapeNode } from './tape-node.ts';

/**
 * The nodes, each after those that made its inputs. TF.js 4.22 records the clone of an output that a gradient saves
 * before the operation itself; a pass over the tape then misses that the clone depends on the operation's inputs, and
 * the second derivative is cut off there: this is why those of exp, sigmoid, tanh and softmax are silently wrong.
 */
export function inOrder(nodes: readonly TapeNode[]): TapeNode[] {
  const makers = new Map<number, number>();
  nodes.forEach(({ outputs }, at) => {
    for (const { id } of outputs) makers.set(id, at);
  });
  const early = new Map<number, TapeNode[]>();
  const ordered: TapeNode[] = [];
  const place = (node: TapeNode, at: number) => {
    ordered.push(node);
    for (const waiting of early.get(at) ?? []) place(waiting, -1);
  };
  nodes.forEach((node, at) => {
    const maker = latestMaker(node, makers);
    if (maker > at) early.set(maker, [...(early.get(maker) ?? []), node]);
    else place(node, at);
  });
  return ordered;
}

/** The place of the last node that makes an input; -1 where none does. */
function latestMaker(node: TapeNode, makers: ReadonlyMap<number, number>): number {
  let latest = -1;
  for (const [, { id }] of inputsOf(node)) latest = Math.max(latest, makers.get(id) ?? -1);
  return latest;
}

import { clone, mean, mul, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { sumOf } from '../sum-of.ts';
import { inputsOf, type TapeNode } from '../tape/tape-node.ts';
import { elementwiseKernels, reshapingKernels } from './elementwise-kernels.ts';
import { linearTerms, type Sources, sourcesOf, type Term } from './linear-terms.ts';

/** What an objective is: the mean of its samples' losses, and what is the same for all of them. */
export interface Averaged {
  /** [batch] */
  readonly losses: Tensor1D;
  /** A scalar that is added to the mean, such as the penalty of a regularizer. */
  readonly penalty: Tensor | null;
}

/** What is known of the computation of an objective. */
export interface Computation {
  readonly nodes: readonly TapeNode[];
  /** The ids of the sums and means that were taken over a first axis. */
  readonly acrossFirst: ReadonlySet<number>;
}

/**
 * Finds the samples' losses of a scalar objective on the tape that records it, as in the training of a layers model and in
 * `tf.losses`: a mean over them (or a sum, divided by a scalar) that may be scaled, and to which more means and sums over
 * the same samples, and penalties, are added or subtracted. The samples are those of the first mean of data. Another term
 * made of the same data is a part of the samples' losses; one that is not, or that no variable is part of, is a penalty.
 * What a mean is of has the samples along its first axis. Null where the objective is made in another way. The losses
 * are made on the same tape.
 */
export function averagedLosses(objective: Tensor, computation: Computation): Averaged | null {
  const { nodes } = computation;
  const terms = linearTerms(objective, nodes).map((term) => ({ ...term, ...sourcesOf(term.tensor, nodes) }));
  const first = terms.find((term) => isAverage(term) && term.data.size > 0);
  if (!first?.node) return null;
  const batch = first.node.inputs.x.shape[0];
  const isOwn = (term: Term & Sources) =>
    term === first || (term.hasVariables && [...term.data].some((id) => first.data.has(id)));
  const [own, penalties] = [terms.filter(isOwn), terms.filter((term) => !isOwn(term))];
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output.id, node] as const)));
  const losses = own.map((term) => lossesIn(term, batch, makers, computation));
  if (!losses.every((each) => each !== null)) return null;
  const added = penalties.map(({ tensor, scaled }) => scaled(reshape(tensor, [])));
  return { losses: sumOf(losses.map((each) => each())), penalty: added.length > 0 ? sumOf(added) : null };
}

/** Whether the term is a mean over what may be samples. */
const isAverage = ({ node, isDivided }: Term): boolean =>
  node !== undefined &&
  (node.kernelName === 'Mean' || (node.kernelName === 'Sum' && isDivided)) &&
  node.inputs.x.rank > 0;

/** The shares of a batch's samples in the term, times their number; null where it adds them up in another way. */
function lossesIn(
  { node, scaled }: Term,
  batch: number,
  makers: ReadonlyMap<number, TapeNode>,
  computation: Computation,
): (() => Tensor1D) | null {
  if (node?.kernelName !== 'Mean' && node?.kernelName !== 'Sum') return null;
  const { x } = node.inputs;
  if (x.rank === 0 || x.shape[0] !== batch || isAcross(x, makers, computation)) return null;
  return node.kernelName === 'Mean' ? () => scaled(ofSamples(x, mean)) : () => scaled(mul(ofSamples(x, sum), batch));
}

/** Whether values of several samples have been added up in x already: its first axis is another one then. */
function isAcross(
  x: Tensor,
  makers: ReadonlyMap<number, TapeNode>,
  { acrossFirst }: Pick<Computation, 'acrossFirst'>,
): boolean {
  const ids = new Set([x.id]);
  // What is added while going through is gone through as well.
  for (const id of ids) {
    if (acrossFirst.has(id)) return true;
    const node = makers.get(id);
    if (!node || !shapedAlike.includes(node.kernelName)) continue;
    for (const [, input] of inputsOf(node)) ids.add(input.id);
  }
  return false;
}

/** The kernels whose output has the samples where their inputs have them. */
const shapedAlike = [...elementwiseKernels, ...reshapingKernels];

function ofSamples(x: Tensor, reduce: typeof mean): Tensor1D {
  return x.rank === 1 ? (clone(x) as Tensor1D) : reduce<Tensor1D>(reshape(x, [x.shape[0], -1]), 1);
}

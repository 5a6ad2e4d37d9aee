import { clone, div, mean, mul, reshape, sum, type Tensor, type Tensor1D, Variable } from '@tensorflow/tfjs-core';
import { sumOf } from '../sum-of.ts';
import { leadingTo } from '../tape/path.ts';
import { inputsOf, type TapeNode } from '../tape/tape-node.ts';
import { elementwiseKernels, reshapingKernels } from './elementwise-kernels.ts';

/** What an objective is: the mean of its samples' losses, and what is the same for all of them. */
export interface Averaged {
  /** [batch] */
  readonly losses: Tensor1D;
  /** A scalar that was added to the mean, such as the penalty of a regularizer. */
  readonly penalty: Tensor | null;
}

/** What is known of the computation of an objective. */
export interface Computation {
  readonly nodes: readonly TapeNode[];
  /** The ids of the sums and means that were taken over a first axis. */
  readonly acrossFirst: ReadonlySet<number>;
}

/**
 * Finds the samples' losses of a scalar objective on the tape that records it: its last operation is the mean over them
 * (or a sum, divided by a scalar), as in the training of a layers model and in `tf.losses`, and what is added to the right
 * of that, made of nothing that the losses are made of but variables, is a penalty. What the mean is of has the samples
 * along its first axis. Null where the objective is made in another way. The losses are made on the same tape.
 */
export function averagedLosses(objective: Tensor, computation: Computation): Averaged | null {
  const { nodes } = computation;
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output.id, node] as const)));
  const addends: Tensor[] = [];
  let tensor = objective;
  for (let node = makers.get(tensor.id); node; node = makers.get(tensor.id)) {
    const averaged = averagedBy(node, makers);
    if (averaged && averaged.x.rank > 0) {
      const data = dataOf(averaged.x, nodes);
      const isMixed = addends.some((addend) => [...dataOf(addend, nodes)].some((id) => data.has(id)));
      if (data.size === 0 || isMixed || isAcross(averaged.x, makers, computation)) return null;
      return { losses: averaged.losses(), penalty: addends.length > 0 ? sumOf(addends) : null };
    }
    const next = before(node);
    if (!next) return null;
    tensor = next;
    if (node.kernelName === 'Add') addends.push(reshape(node.inputs.b, []));
  }
  return null;
}

/** What the node averages, and the samples' losses if it is of samples. */
function averagedBy(
  { kernelName, inputs }: TapeNode,
  makers: ReadonlyMap<number, TapeNode>,
): { x: Tensor; losses: () => Tensor1D } | null {
  if (kernelName === 'Mean') return { x: inputs.x, losses: () => ofSamples(inputs.x, mean) };
  const total = kernelName === 'RealDiv' ? makers.get(inputs.a.id) : undefined;
  if (total?.kernelName !== 'Sum') return null;
  const { x } = total.inputs;
  return { x, losses: () => mul(ofSamples(x, sum), div(x.shape[0], reshape(inputs.b, []))) };
}

/** The scalar from which the node makes another, or to which it adds something. */
function before(node: TapeNode): Tensor | null {
  const isPassing = ['Add', 'Mean', ...reshapingKernels].includes(node.kernelName);
  const [, first] = inputsOf(node)[0];
  return isPassing && node.outputs[0].size === 1 && first.size === 1 ? first : null;
}

/** The ids of what a tensor is computed from, besides variables and single numbers. */
function dataOf(x: Tensor, nodes: readonly TapeNode[]): ReadonlySet<number> {
  const leading = leadingTo(nodes, [x]);
  const made = new Set(leading.flatMap(({ outputs }) => outputs.map(({ id }) => id)));
  const read = leading.flatMap((node) => inputsOf(node).map(([, input]) => input));
  return new Set(
    read.filter((input) => !(input instanceof Variable) && !isNumber(input) && !made.has(input.id)).map(({ id }) => id),
  );
}

const isNumber = ({ rank, size }: Tensor): boolean => rank < 2 && size === 1;

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

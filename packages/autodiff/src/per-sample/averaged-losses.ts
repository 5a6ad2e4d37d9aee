import { clone, div, mean, mul, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { sumOf } from '../sum-of.ts';
import { leadingTo } from '../tape/path.ts';
import { inputsOf, type TapeNode } from '../tape/tape-node.ts';
import { reshapingKernels } from './elementwise-kernels.ts';

/** What an objective is: the mean of its samples' losses, and what is the same for all of them. */
export interface Averaged {
  /** [batch] */
  readonly losses: Tensor1D;
  /** A scalar that was added to the mean, such as the penalty of a regularizer. */
  readonly penalty: Tensor | null;
}

/**
 * Finds the samples' losses of a scalar objective on the tape that records it: its last operation is the mean over them
 * (or a sum, divided by a scalar), as in the training of a layers model and in `tf.losses`, and what is added to the right
 * of that, made of variables alone, is a penalty. What the mean is of has the samples along its first axis. Null where
 * the objective is made in another way. The losses are made on the same tape.
 */
export function averagedLosses(
  objective: Tensor,
  nodes: readonly TapeNode[],
  variables: readonly Tensor[],
): Averaged | null {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output.id, node] as const)));
  const penalties: Tensor[] = [];
  let tensor = objective;
  for (let node = makers.get(tensor.id); node; node = makers.get(tensor.id)) {
    const losses = lossesOf(node, makers, (x) => x.rank > 0 && isOfData(x, nodes, variables));
    if (losses) return { losses, penalty: penalties.length > 0 ? sumOf(penalties) : null };
    const next = before(node);
    if (!next) return null;
    tensor = next;
    if (node.kernelName !== 'Add') continue;
    if (isOfData(node.inputs.b, nodes, variables)) return null;
    penalties.push(reshape(node.inputs.b, []));
  }
  return null;
}

/** The samples' losses, where the node averages them. */
function lossesOf(
  { kernelName, inputs }: TapeNode,
  makers: ReadonlyMap<number, TapeNode>,
  isLosses: (x: Tensor) => boolean,
): Tensor1D | null {
  if (kernelName === 'Mean' && isLosses(inputs.x)) return ofSamples(inputs.x, mean);
  if (kernelName !== 'RealDiv') return null;
  const total = makers.get(inputs.a.id);
  if (total?.kernelName !== 'Sum' || !isLosses(total.inputs.x)) return null;
  const { x } = total.inputs;
  return mul(ofSamples(x, sum), div(x.shape[0], reshape(inputs.b, [])));
}

/** The scalar from which the node makes another, or to which it adds a penalty. */
function before(node: TapeNode): Tensor | null {
  const isPassing = ['Add', 'Mean', ...reshapingKernels].includes(node.kernelName);
  const [, first] = inputsOf(node)[0];
  return isPassing && node.outputs[0].size === 1 && first.size === 1 ? first : null;
}

/** What is made of weights and single numbers is a penalty: losses are made of something else, too. */
function isOfData(x: Tensor, nodes: readonly TapeNode[], variables: readonly Tensor[]): boolean {
  const leading = leadingTo(nodes, [x]);
  const made = new Set(leading.flatMap(({ outputs }) => outputs.map(({ id }) => id)));
  const weights = new Set(variables.map(({ id }) => id));
  return leading.some((node) =>
    inputsOf(node).some(([, input]) => !isNumber(input) && !made.has(input.id) && !weights.has(input.id)),
  );
}

const isNumber = ({ rank, size }: Tensor): boolean => rank < 2 && size === 1;

function ofSamples(x: Tensor, reduce: typeof mean): Tensor1D {
  return x.rank === 1 ? (clone(x) as Tensor1D) : reduce<Tensor1D>(reshape(x, [x.shape[0], -1]), 1);
}

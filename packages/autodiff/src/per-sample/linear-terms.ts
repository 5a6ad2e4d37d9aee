import { div, mul, neg, reshape, type Tensor, Variable } from '@tensorflow/tfjs-core';
import { leadingTo } from '../tape/path.ts';
import { inputsOf, type TapeNode } from '../tape/tape-node.ts';
import { reshapingKernels } from './elementwise-kernels.ts';

/** Multiplies by the factor with which a term enters the objective; also what is of another shape. */
type Scaling = <T extends Tensor>(x: T) => T;

/** A term of a scalar that is a linear combination: `scaled(tensor)` is its contribution. */
export interface Term {
  readonly tensor: Tensor;
  /** Node that made the tensor; undefined for an input. */
  readonly node: TapeNode | undefined;
  /** Whether it is divided by a number, as a sum over samples is for their mean. */
  readonly isDivided: boolean;
  readonly scaled: Scaling;
}

/** Sources of a tensor: whether it is computed from variables, and the ids of all other inputs but single numbers. */
export interface Sources {
  readonly hasVariables: boolean;
  readonly data: ReadonlySet<number>;
}

/** Kernels that combine scalars linearly. */
export const combiningKernels: readonly string[] = ['Add', 'AddN', 'Sub', 'Neg', 'Multiply', 'RealDiv'];

/**
 * Splits a scalar into the terms that it adds up, from left to right: through sums, differences, signs, reshapes, and
 * factors and divisors that are not computed from data and variables together.
 */
export function linearTerms(objective: Tensor, nodes: readonly TapeNode[]): Term[] {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output.id, node] as const)));
  const isCoupled = (x: Tensor) => {
    const { hasVariables, data } = sourcesOf(x, nodes);
    return hasVariables && data.size > 0;
  };
  const termsOf = (tensor: Tensor, scaled: Scaling, isDivided: boolean): Term[] => {
    const node = makers.get(tensor.id);
    const whole: Term[] = [{ node, tensor, isDivided, scaled }];
    if (!node || inputsOf(node).some(([, { size }]) => size !== 1)) return whole;
    const parts = partsOf(node, isCoupled);
    if (!parts) return whole;
    const terms = parts.flatMap((part) =>
      termsOf(part.tensor, (x) => scaled(part.scaled(x)), parts.length === 1 && (isDivided || part.isDivided)),
    );
    // A batch of one value: the mean over it is the last that is known of its samples.
    return isReduction(node) && tensor.rank === 0 && node.inputs.x.rank > 0 && !terms.some(isReduced) ? whole : terms;
  };
  return termsOf(objective, (x) => x, false);
}

/** The scalars that a node adds up, with their factors; null where it does something else. */
function partsOf(node: TapeNode, isCoupled: (x: Tensor) => boolean): Omit<Term, 'node'>[] | null {
  const [[, a], [, b]] = [...inputsOf(node), ...inputsOf(node)];
  const part = (tensor: Tensor, scaled: Scaling = (x) => x, isDivided = false) => ({ tensor, scaled, isDivided });
  switch (node.kernelName) {
    case 'Add':
    case 'AddN':
      return inputsOf(node).map(([, each]) => part(each));
    case 'Sub':
      return [part(a), part(b, neg)];
    case 'Neg':
      return [part(a, neg)];
    case 'RealDiv':
      return isCoupled(b) ? null : [part(a, (x) => div(x, reshape(b, [])), true)];
    case 'Multiply': {
      const [factor, rest] = isCoupled(a) ? [b, a] : [a, b];
      return isCoupled(factor) ? null : [part(rest, (x) => mul(x, reshape(factor, [])))];
    }
    default:
      return isReduction(node) || reshapingKernels.includes(node.kernelName) ? [part(a)] : null;
  }
}

const isReduction = ({ kernelName }: TapeNode): boolean => kernelName === 'Mean' || kernelName === 'Sum';
const isReduced = ({ node }: Term): boolean => node !== undefined && isReduction(node);

/** The sources of a tensor on the tape. */
export function sourcesOf(x: Tensor, nodes: readonly TapeNode[]): Sources {
  const leading = leadingTo(nodes, [x]);
  const made = new Set(leading.flatMap(({ outputs }) => outputs.map(({ id }) => id)));
  const read = leading.flatMap((node) => inputsOf(node).map(([, input]) => input));
  const given = [x, ...read].filter(({ id }) => !made.has(id));
  return {
    hasVariables: given.some((input) => input instanceof Variable),
    data: new Set(given.filter((input) => !(input instanceof Variable) && !isNumber(input)).map(({ id }) => id)),
  };
}

const isNumber = ({ rank, size }: Tensor): boolean => rank < 2 && size === 1;

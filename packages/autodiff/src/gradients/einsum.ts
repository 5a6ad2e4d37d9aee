import { gradientOf } from '@hyperprior/backends/gradients';
import {
  Einsum,
  type EinsumAttrs,
  einsum,
  type GradConfig,
  mul,
  ones,
  reshape,
  sum,
  type Tensor,
  transpose,
} from '@tensorflow/tfjs-core';

/** A tensor and the label of each of its axes, one letter each. */
interface Labelled {
  readonly tensor: Tensor;
  readonly labels: string;
}

/** The labels of each operand and of the result, as in `ij,jk->ik`. */
function labelsOf(equation: string): { operands: string[]; result: string } {
  const [operands, result] = equation.replace(/\s/g, '').split('->');
  return { operands: operands.split(','), result };
}

/**
 * The gradient by one operand: its labels become those of the result, dy takes its place. A label that stands nowhere
 * else was summed alone, and dy is the same along it.
 */
function operandGradient(dy: Tensor, operands: Tensor[], equation: string, at: number): Tensor {
  const { operands: labels, result } = labelsOf(equation);
  const own = labels[at];
  const other = operands.flatMap((tensor, i) => (i === at ? [] : [{ tensor, labels: labels[i] }]))[0];
  const known = [...own].filter((label) => result.includes(label) || other?.labels.includes(label)).join('');
  const gradient = contracted({ tensor: dy, labels: result }, other, known);
  if (known.length === own.length) return gradient;
  const { shape } = operands[at];
  const kept = reshape(
    gradient,
    shape.map((size, i) => (known.includes(own[i]) ? size : 1)),
  );
  return mul(kept, ones(shape));
}

/** dy, and the other operand if there is one, brought to these labels. */
function contracted(dy: Labelled, other: Labelled | undefined, labels: string): Tensor {
  if (!other)
    return transpose(
      dy.tensor,
      [...labels].map((label) => dy.labels.indexOf(label)),
    );
  const factor = withoutOthers(other, dy.labels + labels);
  return einsum(`${dy.labels},${factor.labels}->${labels}`, dy.tensor, factor.tensor);
}

/** Summed over the labels that are not among these: TF.js's einsum goes wrong where one factor alone has a summed label. */
function withoutOthers({ tensor, labels }: Labelled, among: string): Labelled {
  const axes = [...labels].flatMap((label, axis) => (among.includes(label) ? [] : [axis]));
  if (axes.length === 0) return { tensor, labels };
  return { tensor: sum(tensor, axes), labels: [...labels].filter((label) => among.includes(label)).join('') };
}

/** The gradient of Einstein's summation of one or two tensors. */
export const einsumGradients: readonly GradConfig[] = [
  gradientOf<EinsumAttrs>(Einsum, { inputs: 'all' }, (dy, operands, { equation }) =>
    Object.fromEntries(operands.map((_, at) => [String(at), () => operandGradient(dy, operands, equation, at)])),
  ),
];

import {
  BatchMatMul,
  type EinsumAttrs,
  Identity,
  type KernelFunc,
  type NamedAttrMap,
  Reshape,
  Sum,
  type TensorInfo,
  Transpose,
  util,
} from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { callKernel } from './call-kernel.ts';
import { wasmBackend } from './wasm-memory.ts';

/** A tensor whose axes have labels, one letter each. */
interface Labelled {
  readonly x: TensorInfo;
  readonly labels: string;
}

/**
 * Einstein's summation, which TF.js's wasm backend lacks: the operands are multiplied pair by pair, each pair by one
 * batched matrix product. A label is summed as soon as neither the output nor a later operand has it.
 */
export const einsum: KernelFunc = ({ inputs, attrs, backend }) => {
  const { terms, output } = parsed(typed<EinsumAttrs>(attrs ?? {}).equation);
  const wasm = wasmBackend(backend);
  const made: TensorInfo[] = [];
  const run: Run = (name, given, attributes) => {
    const result = callKernel(name, wasm, given, attributes);
    made.push(result);
    return result;
  };
  const operands = Object.values(inputs).flatMap((x, i): Labelled[] => (x ? [{ x, labels: terms[i] }] : []));
  try {
    const [first, ...others] = operands;
    const product = others.reduce(
      (so, other, i) => pairProduct(so, other, output + terms.slice(i + 2).join(''), run),
      summed(first, output + terms.slice(1).join(''), run),
    );
    const result = run(Identity, { x: inOrder(product, output, run) });
    made.pop();
    return result;
  } finally {
    for (const { dataId } of made) wasm.disposeData(dataId);
  }
};

type Run = (name: string, inputs: Record<string, TensorInfo>, attributes?: NamedAttrMap) => TensorInfo;

function parsed(equation: string): { terms: string[]; output: string } {
  const [inputs, output = ''] = equation.replaceAll(/\s/g, '').split('->');
  return { terms: inputs.split(','), output };
}

/** Summed over the labels that nobody needs any more. */
function summed({ x, labels }: Labelled, needed: string, run: Run): Labelled {
  const axis = [...labels].flatMap((label, i) => (needed.includes(label) ? [] : [i]));
  if (axis.length === 0) return { x, labels };
  return { x: run(Sum, { x }, { axis, keepDims: false }), labels: common(labels, needed) };
}

/** The product over the labels that both have; those that are not needed are summed. */
function pairProduct(one: Labelled, other: Labelled, needed: string, run: Run): Labelled {
  const a = summed(one, needed + other.labels, run);
  const b = summed(other, needed + one.labels, run);
  const shared = common(a.labels, b.labels);
  const [batch, contracted] = [common(shared, needed), without(shared, needed)];
  const [rows, columns] = [without(a.labels, shared), without(b.labels, shared)];
  const product = run(
    BatchMatMul,
    { a: asMatrices(a, [batch, rows, contracted], run), b: asMatrices(b, [batch, contracted, columns], run) },
    { transposeA: false, transposeB: false },
  );
  const shape = [...lengths(a, batch + rows), ...lengths(b, columns)];
  return { x: run(Reshape, { x: product }, { shape }), labels: batch + rows + columns };
}

function asMatrices(operand: Labelled, groups: readonly string[], run: Run): TensorInfo {
  const shape = groups.map((group) => util.sizeFromShape(lengths(operand, group)));
  return run(Reshape, { x: inOrder(operand, groups.join(''), run) }, { shape });
}

function inOrder({ x, labels }: Labelled, order: string, run: Run): TensorInfo {
  if (labels === order) return x;
  return run(Transpose, { x }, { perm: [...order].map((label) => labels.indexOf(label)) });
}

const lengths = ({ x, labels }: Labelled, of: string) => [...of].map((label) => x.shape[labels.indexOf(label)]);
const common = (labels: string, others: string) => [...labels].filter((label) => others.includes(label)).join('');
const without = (labels: string, others: string) => [...labels].filter((label) => !others.includes(label)).join('');

import {
  add,
  matMul,
  mul,
  reshape,
  square,
  sum,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tensor2d,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';

/** Losses of which the samples' gradients by one variable are known. */
export interface LinearProblem {
  readonly weights: Variable;
  losses(): Tensor1D;
}

type Make = (gradients: readonly number[]) => LinearProblem;

const ones = (count: number) => Array.from({ length: count }, () => 1);

const scalar = (): Variable => variable(zeros([1, 1]));

/** Ways in which a weight comes to have these gradients, one a sample; each is measured by code of its own. */
export const ways: Readonly<Record<string, Make>> = {
  'a dense layer': (gradients) => {
    const weights = scalar();
    return { weights, losses: () => reshape(matMul(column(gradients), weights), [-1]) };
  },
  'a dense layer whose factors change their signs': (gradients) => {
    const weights = scalar();
    const signs = gradients.map((_, i) => (i % 2 === 0 ? 1 : -1));
    const inputs = column(gradients.map((each, i) => each * signs[i]));
    return { weights, losses: () => reshape(mul(matMul(inputs, weights), column(signs)), [-1]) };
  },
  'a scale': (gradients) => {
    const weights = variable(zeros([1]));
    return { weights, losses: () => mul(tensor1d([...gradients]), weights) };
  },
  'a weight that is squared': (gradients) => {
    const weights = variable(tensor1d([1]));
    return { weights, losses: () => mul(tensor1d(gradients.map((each) => each / 2)), square(weights)) };
  },
  'a weight that is used twice': (gradients) => {
    const weights = scalar();
    const all = () => add(matMul(column(gradients), weights), mul(matMul(column(ones(gradients.length)), weights), 0));
    return { weights, losses: () => reshape(all(), [-1]) };
  },
};

/** A linear model: the gradient of a sample is its row. */
export function linearProblem(rows: readonly (readonly number[])[]): LinearProblem {
  const weights = variable(zeros([rows[0].length]));
  return { weights, losses: () => sum(mul(tensor2d(rows.map((row) => [...row])), weights), 1) };
}

const column = (values: readonly number[]): Tensor => tensor2d([...values], [values.length, 1]);

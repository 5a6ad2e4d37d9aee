import { randomStream } from '@hyperprior/numerics';
import {
  add,
  expandDims,
  matMul,
  mul,
  relu,
  reshape,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import type { GatedClassifier } from '../classification/gated-classifier.ts';

/** The sizes of a gated network. */
export interface NetworkShape {
  readonly inputs: number;
  readonly hidden: number;
  readonly groups: number;
  readonly headUnits: number;
  readonly classes: number;
}

/** The trainable weights: a classifier inputs-hidden-classes and a gate head inputs-headUnits-groups. */
export interface GatedNetwork extends GatedClassifier {
  readonly shape: NetworkShape;
}

/** Rows and columns of the dense layers, in the order of the weights: those of the classifier, then those of the gate head. */
export const layerShapes = ({ inputs, hidden, groups, headUnits, classes }: NetworkShape) =>
  [
    ['body', inputs, hidden],
    ['output', hidden, classes],
    ['head', inputs, headUnits],
    ['gate', headUnits, groups],
  ] as const satisfies readonly (readonly [name: string, rows: number, columns: number])[];

/** How many weights such a network has. */
export const weightCount = (shape: NetworkShape): number =>
  layerShapes(shape).reduce((sum, [, rows, columns]) => sum + (rows + 1) * columns, 0);

/** A network with Glorot-uniform weights from a seed. */
export function gatedNetwork(shape: NetworkShape, seed: number): GatedNetwork {
  const { hidden, groups, classes } = shape;
  const weights = layerShapes(shape).map(([, rows, columns], stream) => layer(rows, columns, seed, stream));
  const [body, output, head, gate] = weights;
  return {
    shape,
    gates: groups,
    classes,
    variables: weights.flatMap(({ kernel, bias }) => [kernel, bias]),
    gateLogits: (x) => tidy(() => dense(relu(dense(x, head)), gate)),
    classify: (x, gates) =>
      tidy(() => {
        const units = reshape(relu(dense(x, body)), [x.shape[0], groups, hidden / groups]);
        return dense(reshape(mul(units, expandDims(gates, 2)), [x.shape[0], hidden]), output);
      }),
    dispose() {
      for (const { kernel, bias } of weights) {
        kernel.dispose();
        bias.dispose();
      }
    },
  };
}

interface Layer {
  readonly kernel: Variable;
  readonly bias: Variable;
}

function layer(rows: number, columns: number, seed: number, stream: number): Layer {
  const random = randomStream(seed, stream);
  const limit = Math.sqrt(6 / (rows + columns));
  const values = Float32Array.from({ length: rows * columns }, () => (2 * random.uniform() - 1) * limit);
  return tidy(() => ({
    kernel: variable(tensor(values, [rows, columns])),
    bias: variable(tensor(new Float32Array(columns), [columns])),
  }));
}

const dense = (x: Tensor, { kernel, bias }: Layer): Tensor => {
  if (x.rank !== 2 || kernel.rank !== 2) throw new Error('gates: a dense layer takes matrices');
  return add(matMul(x, kernel), bias);
};

/**
 * The share of the ungated classifier's multiplications that the gates save for one sample on average, the gate
 * head's own counted against them.
 */
export function multiplicationsSaved({ inputs, hidden, groups, headUnits, classes }: NetworkShape, openShare: number) {
  const classifier = inputs * hidden + hidden * classes;
  const head = inputs * headUnits + headUnits * groups;
  return 1 - (openShare * classifier + head) / classifier;
}

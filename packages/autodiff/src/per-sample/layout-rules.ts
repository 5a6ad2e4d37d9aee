import { elementwiseKernels } from './elementwise-kernels.ts';
import { axesOf, type Operation } from './operation.ts';

/**
 * The axis of an input along which the samples lie, told from that of the output: 'shared' where all samples see the
 * same input, 'unknown' where it cannot be told.
 */
export type AxisRule = (operation: Operation, axis: number, input: string) => number | 'shared' | 'unknown';

/** Shapes are aligned at the right, and an axis of length 1 is repeated. */
const aligned: AxisRule = ({ inputs, output }, axis, input) => {
  const { rank, shape } = inputs[input];
  const own = axis - (output.rank - rank);
  if (own < 0) return 'shared';
  if (shape[own] === output.shape[axis]) return own;
  return shape[own] === 1 ? 'shared' : 'unknown';
};

/** The axis keeps its place unless the operation works along it. */
const unlessAlong =
  (name: string): AxisRule =>
  (operation, axis) =>
    axesOf(operation, name, operation.output).includes(axis) ? 'unknown' : axis;

const unlessLast: AxisRule = ({ output }, axis) => (axis === output.rank - 1 ? 'unknown' : axis);

/** Nothing happens along an axis that keeps its length. */
const whole: AxisRule = ({ inputs, output }, axis) => (inputs.x.shape[axis] === output.shape[axis] ? axis : 'unknown');

const reduction =
  (name: string): AxisRule =>
  (operation, axis) => {
    const { x } = operation.inputs;
    const reduced = axesOf(operation, name, x);
    const kept = x.shape.map((_, i) => i).filter((i) => !reduced.includes(i));
    const own = x.rank === operation.output.rank ? axis : kept[axis];
    return kept.includes(own) ? own : 'unknown';
  };

/** Batches are aligned; the rows of a product are those of a, its columns those of b. */
const product: AxisRule = (operation, axis, input) => {
  const { inputs, output, attributes } = operation;
  const fromRight = output.rank - axis;
  if (fromRight > 2 || input === 'bias') return aligned(operation, axis, input);
  if ((fromRight === 2) !== (input === 'a')) return 'shared';
  const isTransposed = attributes[input === 'a' ? 'transposeA' : 'transposeB'] === true;
  return inputs[input].rank - (isTransposed ? 3 - fromRight : fromRight);
};

/** Samples are images along the first axis, and each is treated by itself. */
const images: AxisRule = (_operation, axis, input) => {
  if (input === 'filter' || input === 'bias') return 'shared';
  return axis === 0 ? 0 : 'unknown';
};

const gathered: AxisRule = ({ inputs, attributes }, axis, input) => {
  if (Number(attributes.batchDims ?? 0) !== 0) return 'unknown';
  const { x, indices } = inputs;
  const along = (Number(attributes.axis) + x.rank) % x.rank;
  const isPicked = axis >= along && axis < along + indices.rank;
  if (input === 'indices') return isPicked ? axis - along : 'shared';
  if (isPicked) return 'shared';
  return axis < along ? axis : axis - indices.rank + 1;
};

const packed: AxisRule = (operation, axis) => {
  const [along] = axesOf(operation, 'axis', operation.output);
  if (axis === along) return 'unknown';
  return axis < along ? axis : axis - 1;
};

const unpacked: AxisRule = (operation, axis) => {
  const [along] = axesOf(operation, 'axis', operation.inputs.value);
  return axis < along ? axis : axis + 1;
};

const transposed: AxisRule = ({ attributes }, axis) => [attributes.perm ?? []].flat().map(Number)[axis] ?? 'unknown';

const rules = (kernels: readonly string[], rule: AxisRule) =>
  kernels.map((kernel): [string, AxisRule] => [kernel, rule]);

/** The rules by kernel; TF.js's custom gradients are recorded under the names of their operations. */
export const axisRules: ReadonlyMap<string, AxisRule> = new Map([
  ...rules([...elementwiseKernels, 'logSigmoid__op'], aligned),
  ...rules(['BatchMatMul', '_FusedMatMul'], product),
  ...rules(['Sum', 'Mean', 'Min', 'Prod'], reduction('axis')),
  ...rules(['Max'], reduction('reductionIndices')),
  ...rules(['Softmax', 'TopK', 'logSoftmax__op'], unlessLast),
  // The classes, along which the loss is summed, are the last axis of its inputs.
  ...rules(['softmaxCrossEntropy__op'], (_operation, axis) => axis),
  ...rules(['Cumsum', 'Cumprod', 'Concat', 'SplitV'], unlessAlong('axis')),
  ...rules(['Reverse'], unlessAlong('dims')),
  ...rules(['Slice', 'PadV2', 'MirrorPad'], whole),
  ...rules(['Tile'], aligned),
  ...rules(['Conv2D', 'FusedConv2D', 'DepthwiseConv2dNative', 'FusedDepthwiseConv2D', 'Conv3D'], images),
  ...rules(['Conv2DBackpropInput', 'MaxPool', 'AvgPool', 'MaxPool3D', 'AvgPool3D', 'LRN'], images),
  ...rules(['ResizeBilinear', 'ResizeNearestNeighbor'], images),
  ...rules(['GatherV2'], gathered),
  ...rules(['Pack'], packed),
  ...rules(['Unpack'], unpacked),
  ...rules(['Transpose'], transposed),
]);

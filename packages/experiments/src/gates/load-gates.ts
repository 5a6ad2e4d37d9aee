import { type DenseLayer, type GatesModel, modelFormat } from './model.ts';

/** Classification of one sample. */
export interface Classification {
  /** Name of the predicted class. */
  readonly className: string;
  /** Probability of each class, in the order of `classNames`. */
  readonly probabilities: readonly number[];
  /** Whether each gate is open. */
  readonly gates: readonly boolean[];
}

/** Saved classifier that can be used again, on the host and without a backend. */
export interface LoadedGates {
  readonly model: GatesModel;
  /** Classifies one sample. Its features are those of the table, in the order of its columns, before they are standardized. */
  classify(features: ArrayLike<number>): Classification;
}

/**
 * Loads a classifier from the text of a `model-VARIANT.json`, or from its parsed content. Hidden units whose gate is
 * closed are not computed.
 * @throws TypeError for another format, and for layers that do not fit together
 */
export function loadGates(json: unknown): LoadedGates {
  const model = parsed(json);
  const { layers, standardization, classes } = model;
  const inputs = layers.body.shape[0];
  return {
    model,
    classify(features) {
      const x = Float64Array.from(features);
      if (x.length !== inputs || !x.every(Number.isFinite))
        throw new TypeError(`classify: 'features' must be ${inputs} finite numbers, but got ${wordsFor(x)}`);
      const scaled = standardization ? x.map(standardizedBy(standardization)) : x;
      const gates = dense(relu(dense(scaled, layers.head)), layers.gate).map((logit) => Number(logit > 0));
      const size = layers.body.shape[1] / gates.length;
      const isOpen = (unit: number) => gates[Math.floor(unit / size)] === 1;
      const logits = dense(relu(dense(scaled, layers.body, isOpen)), layers.output);
      const probabilities = softmax(logits);
      return {
        className: classes[logits.indexOf(Math.max(...logits))],
        probabilities: Array.from(probabilities),
        gates: Array.from(gates, (gate) => gate === 1),
      };
    },
  };
}

function parsed(json: unknown): GatesModel {
  const content = typeof json === 'string' ? parsedText(json) : json;
  const { success, data, error } = modelFormat.safeParse(content);
  if (!success) {
    const [{ path, message }] = error.issues;
    throw new TypeError(
      `loadGates: 'json' must be a model that gates wrote, but ${path.join('.') || 'it'} is not (${message})`,
    );
  }
  const fault = misfit(data);
  if (fault) throw new TypeError(`loadGates: 'json' must be a model that gates wrote, but ${fault}`);
  return data;
}

function parsedText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Describes the first size that contradicts another one; null if all fit. */
function misfit({ layers, classes, features, standardization }: GatesModel): string | null {
  for (const [name, { shape, kernel, bias }] of Object.entries(layers))
    if (kernel.length !== shape[0] * shape[1] || bias.length !== shape[1])
      return `the weights of layer '${name}' do not have its shape, ${shape.join(' x ')}`;
  const { body, output, head, gate } = layers;
  const [inputs, hidden] = body.shape;
  const isWhole =
    output.shape[0] === hidden &&
    output.shape[1] === classes.length &&
    head.shape[0] === inputs &&
    gate.shape[0] === head.shape[1] &&
    hidden % gate.shape[1] === 0 &&
    [features, standardization?.mean, standardization?.std].every((list) => !list || list.length === inputs);
  return isWhole ? null : 'its layers, classes and features do not fit together';
}

const standardizedBy =
  ({ mean, std }: NonNullable<GatesModel['standardization']>) =>
  (value: number, column: number): number =>
    (value - mean[column]) / std[column];

/** Returns x · kernel + bias; units that are not asked for are 0. */
function dense(x: Float64Array, { shape: [, columns], kernel, bias }: DenseLayer, isAsked = (_: number) => true) {
  return Float64Array.from({ length: columns }, (_, unit) => {
    if (!isAsked(unit)) return 0;
    return x.reduce((sum, value, row) => sum + value * kernel[row * columns + unit], bias[unit]);
  });
}

const relu = (x: Float64Array): Float64Array => x.map((value) => Math.max(0, value));

function softmax(logits: Float64Array): Float64Array {
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const wordsFor = (x: Float64Array): string =>
  x.every(Number.isFinite) ? `${x.length}` : `${x.length}, some of them not finite`;

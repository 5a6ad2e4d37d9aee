import { z } from 'zod';
import type { GatesArtifacts, TrainedGates } from './frame.ts';
import { layerShapes } from './network.ts';
import { type GateVariant, gateVariants } from './variants.ts';

/** Name and version of the format. */
const format = 'hyperprior-gates-1';

const denseLayer = z.object({
  /** Rows and columns of the kernel: inputs and outputs of the layer. */
  shape: z.tuple([z.int().positive(), z.int().positive()]),
  /** Row by row. */
  kernel: z.array(z.number()),
  bias: z.array(z.number()),
});

/** Format of a saved model. */
export const modelFormat = z.object({
  format: z.literal(format),
  variant: z.enum(gateVariants),
  seed: z.number(),
  settings: z.record(z.string(), z.unknown()),
  /** Names of the classes, in the order of the outputs. */
  classes: z.array(z.string()),
  /** Names of the features, in the order of the inputs; null if the data had none. */
  features: z.array(z.string()).nullable(),
  /** Mean and standard deviation of each feature in the training set; null if features are used as they are. */
  standardization: z.object({ mean: z.array(z.number()), std: z.array(z.number().positive()) }).nullable(),
  /** Layers of the classifier (body, output) and of the gate head (head, gate). */
  layers: z.object({ body: denseLayer, output: denseLayer, head: denseLayer, gate: denseLayer }),
});

/** Trained classifier as plain data. */
export type GatesModel = z.infer<typeof modelFormat>;
export type DenseLayer = z.infer<typeof denseLayer>;

/** Returns a trained variant in the format of a saved model. */
export function modelOf(
  variant: GateVariant,
  seed: number,
  { settings, weights }: TrainedGates,
  { shape, classNames, featureNames, standardization }: GatesArtifacts,
): GatesModel {
  return {
    format,
    variant,
    seed,
    settings: { ...settings },
    classes: [...classNames],
    features: featureNames && [...featureNames],
    standardization: standardization && {
      mean: Array.from(standardization.mean),
      std: Array.from(standardization.std),
    },
    layers: layersIn(weights, layerShapes(shape)),
  };
}

function layersIn(weights: Float32Array, shapes: ReturnType<typeof layerShapes>): GatesModel['layers'] {
  let from = 0;
  const next = (count: number): number[] => {
    from += count;
    return Array.from(weights.subarray(from - count, from), shortest);
  };
  const [body, output, head, gate] = shapes.map(
    ([, rows, columns]): DenseLayer => ({ shape: [rows, columns], kernel: next(rows * columns), bias: next(columns) }),
  );
  return { body, output, head, gate };
}

/** Nine digits hold every float32. */
const shortest = (value: number): number => Number(value.toPrecision(9));

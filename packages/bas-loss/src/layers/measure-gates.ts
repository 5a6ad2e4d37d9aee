import { clone, concat, dispose, keep, type Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { GatedLayer, observeGates, type UsedGates } from './gated-layer.ts';

/** Use of the gates of a model on some samples, with hard gates. Shares are from 0 to 1. */
export interface GateUse {
  /** Share of gates open, over all samples, gates and gated layers. */
  readonly openShare: number;
  /** Share of gates that are open for 5 to 95 % of the samples. */
  readonly conditionalShare: number;
  /** Share of the gated layers' multiplications that closed gates save, minus those of the gate heads. */
  readonly multiplicationsSaved: number;
  /** The same for each gated layer, in the model's order. */
  readonly layers: readonly LayerGateUse[];
}

/** Use of the gates of one layer. */
export interface LayerGateUse extends Omit<GateUse, 'layers'> {
  readonly name: string;
  /** For each gate, the share of the samples for which it is open. */
  readonly openShares: Float32Array;
}

/** A gate is conditional if it is open neither for almost no sample nor for almost every one. */
const [rarely, mostly] = [0.05, 0.95];

/**
 * Measures which gates of a model are open on these samples, and what closed gates save. A closed gate saves the
 * multiplications of its own units; what the next layer saves is not counted.
 * @param x the samples, as `model.predict` takes them
 * @throws RangeError if the model has no gated layer
 */
export async function measureGates(
  model: LayersModel,
  x: Tensor | Tensor[],
  { batchSize = 256 }: { readonly batchSize?: number } = {},
): Promise<GateUse> {
  const gated = gatedLayersOf(model);
  if (gated.length === 0) throw new RangeError('measureGates: the model has no gated layer, such as GatedDense');
  const seen = gated.map(() => [] as UsedGates[]);
  const stops = gated.map((layer, i) =>
    observeGates(layer, ({ gates, ...costs }) => void seen[i].push({ gates: keep(clone(gates)), ...costs })),
  );
  try {
    dispose(model.predict(x, { batchSize }));
    const uses = await Promise.all(gated.map(({ name }, i) => useOf(name, seen[i])));
    return summary(uses);
  } finally {
    for (const stop of stops) stop();
    dispose(seen.flatMap((calls) => calls.map(({ gates }) => gates)));
  }
}

/** The gated layers of a model, of the models in it, and of layers in wrappers; each once. */
function gatedLayersOf(model: LayersModel): GatedLayer[] {
  const found = new Set<GatedLayer>();
  const visit = (layer: layers.Layer & { layers?: unknown; layer?: unknown }): void => {
    if (layer instanceof GatedLayer) found.add(layer);
    const inner = Array.isArray(layer.layers) ? layer.layers : [layer.layer];
    for (const each of inner) if (isLayer(each)) visit(each);
  };
  visit(model);
  return [...found];
}

const isLayer = (value: unknown): value is layers.Layer =>
  typeof value === 'object' && value !== null && 'getClassName' in value;

interface Measured {
  readonly use: LayerGateUse;
  /** Multiplications of one sample: with all gates open, and on average with the gates as they are. */
  readonly all: number;
  readonly used: number;
}

async function useOf(name: string, calls: readonly UsedGates[]): Promise<Measured> {
  const together = concat(
    calls.map(({ gates }) => gates),
    0,
  );
  try {
    const [samples, gates] = together.shape;
    const values = await together.data();
    const openShares = new Float32Array(gates);
    for (let i = 0; i < values.length; i++) openShares[i % gates] += values[i] / samples;
    const openShare = average(openShares);
    const [{ layer, head }] = calls;
    const used = openShare * layer + head;
    const conditionalShare = average(openShares.map((share) => Number(share >= rarely && share <= mostly)));
    const use = { name, openShares, openShare, conditionalShare, multiplicationsSaved: 1 - used / layer };
    return { use, all: layer, used };
  } finally {
    together.dispose();
  }
}

function summary(measured: readonly Measured[]): GateUse {
  const uses = measured.map(({ use }) => use);
  const gates = sum(uses.map(({ openShares }) => openShares.length));
  const overGates = (share: (use: LayerGateUse) => number) =>
    sum(uses.map((use) => share(use) * use.openShares.length)) / gates;
  return {
    openShare: overGates((use) => use.openShare),
    conditionalShare: overGates((use) => use.conditionalShare),
    multiplicationsSaved: 1 - sum(measured.map(({ used }) => used)) / sum(measured.map(({ all }) => all)),
    layers: uses,
  };
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);
const average = (values: Float32Array): number => sum(values) / values.length;

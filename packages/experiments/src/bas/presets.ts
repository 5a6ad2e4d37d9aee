import type { PresetName } from './initial-points.ts';

/** The settings of a run of the Batch-Shaping notebook. */
export interface BasPreset {
  readonly prior: string;
  readonly parameters: readonly number[];
  readonly steps: number;
  readonly learningRate: number;
  /** The points start uniformly in [-range, range], before the sigmoid. */
  readonly range: number;
}

const learningRate = 0.1;

/** The notebook's seven runs; each starts from its stored points. */
export const presets: Readonly<Record<PresetName, BasPreset>> = {
  'rb-0.2-0.25': { prior: 'relaxed-bernoulli', parameters: [0.2, 0.25], steps: 100, learningRate, range: 4 },
  'rb-0.8-0.4': { prior: 'relaxed-bernoulli', parameters: [0.8, 0.4], steps: 200, learningRate, range: 4 },
  'rb-0.8-0.01': { prior: 'relaxed-bernoulli', parameters: [0.8, 0.01], steps: 200, learningRate, range: 4 },
  'symbeta-0.9': { prior: 'symmetric-beta', parameters: [0.9], steps: 120, learningRate, range: 4 },
  'beta-2-6': { prior: 'beta', parameters: [2, 6], steps: 100, learningRate, range: 4 },
  'normal-range-4': { prior: 'normal', parameters: [0.6, 0.1], steps: 200, learningRate, range: 4 },
  'normal-range-1': { prior: 'normal', parameters: [0.6, 0.1], steps: 200, learningRate, range: 1 },
};

/** The names of the presets. */
export const presetNames: readonly PresetName[] = Object.keys(presets).filter(isPresetName);

function isPresetName(name: string): name is PresetName {
  return Object.hasOwn(presets, name);
}

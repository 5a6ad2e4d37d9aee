import type { GateResult, GateSpread, GatesResult } from './frame.ts';
import type { GatesSettings } from './settings.ts';
import type { GateVariant } from './variants.ts';

/** Summarizes the results: means over the seeds, standard deviations, and each seed's own result. */
export function summarize(
  results: ReadonlyMap<GateVariant, readonly GateResult[]>,
  { epochs, seed, seeds, target }: GatesSettings,
  run: Pick<GatesResult, 'backend' | 'completed' | 'artifacts'>,
): GatesResult {
  const variants: Partial<Record<GateVariant, GateSpread>> = {};
  for (const [variant, perSeed] of results)
    variants[variant] = { ...summary(perSeed, mean), deviation: summary(perSeed, deviation), perSeed: [...perSeed] };
  return { experiment: 'gates', ...run, epochs, seed, seeds, target, variants };
}

function summary(results: readonly GateResult[], of: (values: number[]) => number): GateResult {
  const value = (name: keyof GateResult) => of(results.map((result) => result[name]));
  return {
    accuracy: value('accuracy'),
    openShare: value('openShare'),
    conditionalShare: value('conditionalShare'),
    multiplicationsSaved: value('multiplicationsSaved'),
    shuffledAccuracy: value('shuffledAccuracy'),
  };
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation of a sample; 0 for one value. */
function deviation(values: number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

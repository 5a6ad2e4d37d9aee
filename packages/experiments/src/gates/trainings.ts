import type { TrainingState } from '../training/training-state.ts';
import type { GateEpoch, GatesFrame } from './frame.ts';
import type { GatesSettings } from './settings.ts';
import { type GateVariant, gateVariants } from './variants.ts';

/** Training of one variant from one seed. */
export interface Training {
  readonly name: GateVariant;
  readonly seed: number;
  /** State to resume from; null for a training from the start. */
  readonly from: { readonly history: readonly GateEpoch[]; readonly weights: TrainingState } | null;
}

/** Variants to train, in their order. */
export const selectedVariants = ({ only }: Pick<GatesSettings, 'only'>): GateVariant[] =>
  gateVariants.filter((name) => only.includes(name));

/** Trainings of a run in their order; those that remain if the run is resumed. */
export function trainingsOf({ only, seed: first, seeds }: GatesSettings, resume: GatesFrame | null): Training[] {
  const from = resume?.seed ?? first;
  const remaining = Array.from({ length: first + seeds - from }, (_, i) => from + i);
  return remaining.flatMap((seed) =>
    selectedVariants({ only }).flatMap((name) => trainingOf(name, seed, resume) ?? []),
  );
}

/** null for a training that has ended. */
function trainingOf(name: GateVariant, seed: number, resume: GatesFrame | null): Training | null {
  const begun = seed === resume?.seed ? resume.variants.find((variant) => variant.name === name) : undefined;
  if (begun?.result) return null;
  const from = begun && resume?.state ? { history: begun.history, weights: resume.state.training.weights } : null;
  return { name, seed, from };
}

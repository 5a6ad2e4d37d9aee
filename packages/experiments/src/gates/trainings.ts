import type { TrainingState } from '../training/training-state.ts';
import type { GatesSettings } from './config.ts';
import type { GateEpoch, GatesFrame } from './frame.ts';
import { type GateVariant, gateVariants } from './variants.ts';

/** One variant to be trained from one seed. */
export interface Training {
  readonly name: GateVariant;
  readonly seed: number;
  /** Where to go on; null: from the start. */
  readonly from: { readonly history: readonly GateEpoch[]; readonly training: TrainingState } | null;
}

/** The variants asked for, in their order. */
export const askedIn = ({ only }: Pick<GatesSettings, 'only'>): GateVariant[] =>
  gateVariants.filter((name) => only.includes(name));

/** What is to be trained, in its order; of a run that is gone on with, what is left of it. */
export function trainingsOf({ only, seed: first, seeds, resume }: GatesSettings): Training[] {
  const from = resume?.seed ?? first;
  const left = Array.from({ length: first + seeds - from }, (_, i) => from + i);
  return left.flatMap((seed) => askedIn({ only }).flatMap((name) => trainingOf(name, seed, resume) ?? []));
}

/** null where it was trained to its end. */
function trainingOf(name: GateVariant, seed: number, resume?: GatesFrame): Training | null {
  const begun = seed === resume?.seed ? resume.variants.find((variant) => variant.name === name) : undefined;
  if (begun?.result) return null;
  const from = begun && resume?.state ? { history: begun.history, training: resume.state.training } : null;
  return { name, seed, from };
}

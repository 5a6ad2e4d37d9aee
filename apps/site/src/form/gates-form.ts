import { type GateVariant, gateVariants } from '@hyperprior/experiments';
import type { Change, GatesStart } from '../worker/protocol.ts';
import type { NumberRule } from './families.ts';
import { numberProblem, wholeProblem } from './number-problem.ts';

/** What a visitor has set for a run of the gates; a number that cannot be read is NaN. */
export interface GatesForm {
  variants: GateVariant[];
  target: number;
  learningRate: number;
  epochs: number;
  seed: number;
  /** Train on the visitor's own table. */
  ownTable: boolean;
}

export const targetRule: NumberRule = {
  label: 'target',
  above: 0,
  below: 1,
  slider: [0.05, 0.95],
  scale: 'linear',
};

export const gatesRateRule: NumberRule = {
  label: 'learning rate',
  above: 0,
  below: Number.POSITIVE_INFINITY,
  slider: [1e-4, 1e-1],
  scale: 'log',
};

/** The variants with their names in words. */
export const variantLabels: Readonly<Record<GateVariant, string>> = {
  plain: 'Plain gates',
  l1: 'L1 penalty',
  mean: 'Each gate’s mean',
  bas: 'Batch-Shaping',
};

export const initialGatesForm = (): GatesForm => ({
  variants: ['l1', 'bas'],
  target: 0.4,
  learningRate: 1e-3,
  epochs: 10,
  seed: 0,
  ownTable: false,
});

/** What is wrong, by control: `variants`, `target`, `learning-rate`, `epochs`, `seed`. */
export function gatesProblems(form: GatesForm): Readonly<Record<string, string>> {
  const found = {
    variants: form.variants.length > 0 ? null : 'Choose at least one gate regularizer.',
    target: numberProblem(targetRule, form.target),
    'learning-rate': numberProblem(gatesRateRule, form.learningRate),
    epochs: wholeProblem('epochs', form.epochs, 1, 200),
    seed: wholeProblem('seed', form.seed, 0, Number.MAX_SAFE_INTEGER),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([name, text]) => (text ? [[name, text]] : [])));
}

/** What begins the run anew. */
export const gatesStartOf = ({ variants, target, learningRate, epochs, seed, ownTable }: GatesForm): GatesStart => ({
  only: gateVariants.filter((name) => variants.includes(name)),
  target,
  learningRate,
  epochs,
  seed,
  ownTable,
});

/** What must be as it was for a run to go on: all but what acts meanwhile. */
export function courseOf(form: GatesForm): string {
  const { target, learningRate, ...course } = gatesStartOf(form);
  return JSON.stringify(course);
}

/** What acts while the run goes on. */
export const gatesChangeOf = ({ target, learningRate }: GatesForm): Change => ({ target, learningRate });

import type { NumberRule } from './families.ts';

type Bounds = Pick<NumberRule, 'label' | 'above' | 'below'>;

/** What is wrong with a number, in one sentence; null where nothing is. */
export function numberProblem({ label, above, below }: Bounds, value: number): string | null {
  if (Number.isFinite(value) && value > above && value < below) return null;
  const given = Number.isNaN(value) ? 'this is no number' : `this is ${value}`;
  return `“${label}” must be ${requirement(above, below)}, but ${given}.`;
}

function requirement(above: number, below: number): string {
  if (Number.isFinite(above) && Number.isFinite(below)) return `a number between ${above} and ${below}`;
  return Number.isFinite(above) ? `a number greater than ${above}` : 'a finite number';
}

/** What is wrong with a whole number that must lie from `low` to `high`. */
export function wholeProblem(label: string, value: number, low: number, high: number): string | null {
  if (Number.isInteger(value) && value >= low && value <= high) return null;
  const given = Number.isNaN(value) ? 'this is no number' : `this is ${value}`;
  return `“${label}” must be a whole number from ${low} to ${high}, but ${given}.`;
}

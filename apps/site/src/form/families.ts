/** A number that a visitor sets. */
export interface NumberRule {
  readonly label: string;
  /** It must lie strictly between these. */
  readonly above: number;
  readonly below: number;
  /** Where the slider goes from and to. */
  readonly slider: readonly [low: number, high: number];
  /** Sliders of a logarithmic scale have steps of a hundredth of a decade. */
  readonly scale: 'linear' | 'log';
}

/** A family of priors as the page offers it. */
export interface FamilyForm {
  readonly label: string;
  readonly parameters: readonly NumberRule[];
  readonly initial: readonly number[];
  /** The first must be less than the second. */
  readonly ordered?: readonly [lesser: number, greater: number];
}

const { POSITIVE_INFINITY: infinity, NEGATIVE_INFINITY: minusInfinity } = Number;

const proportion = (label: string): NumberRule => ({
  label,
  above: 0,
  below: 1,
  slider: [0.01, 0.99],
  scale: 'linear',
});

const positive = (label: string, low: number, high: number): NumberRule => ({
  label,
  above: 0,
  below: infinity,
  slider: [low, high],
  scale: 'log',
});

const real = (label: string, low: number, high: number): NumberRule => ({
  label,
  above: minusInfinity,
  below: infinity,
  slider: [low, high],
  scale: 'linear',
});

/** The families of @hyperprior/experiments, by name. */
const familyForms = {
  'relaxed-bernoulli': {
    label: 'Relaxed Bernoulli',
    parameters: [proportion('mean'), positive('temperature', 0.01, 2)],
    initial: [0.2, 0.25],
  },
  beta: { label: 'Beta', parameters: [positive('a', 0.1, 20), positive('b', 0.1, 20)], initial: [2, 6] },
  'symmetric-beta': { label: 'Symmetric Beta', parameters: [proportion('a')], initial: [0.9] },
  normal: { label: 'Normal', parameters: [real('mean', 0, 1), positive('std', 0.01, 1)], initial: [0.6, 0.1] },
  'truncated-normal': {
    label: 'Truncated normal',
    parameters: [real('mean', 0, 1), positive('std', 0.01, 1), real('low', 0, 1), real('high', 0, 1)],
    initial: [0.5, 0.2, 0.2, 0.9],
    ordered: [2, 3],
  },
  'logit-normal': {
    label: 'Logit-normal',
    parameters: [real('location', -4, 4), positive('scale', 0.1, 5)],
    initial: [0, 1],
  },
  logistic: {
    label: 'Logistic',
    parameters: [real('location', 0, 1), positive('scale', 0.01, 1)],
    initial: [0.5, 0.1],
  },
  kumaraswamy: {
    label: 'Kumaraswamy',
    parameters: [positive('a', 0.1, 20), positive('b', 0.1, 20)],
    initial: [2, 5],
  },
  uniform: {
    label: 'Uniform',
    parameters: [real('low', 0, 1), real('high', 0, 1)],
    initial: [0.1, 0.9],
    ordered: [0, 1],
  },
} as const satisfies Record<string, FamilyForm>;

export type FamilyName = keyof typeof familyForms;

export const familyNames: readonly FamilyName[] = Object.keys(familyForms).filter(isFamilyName);

export function isFamilyName(name: string): name is FamilyName {
  return Object.hasOwn(familyForms, name);
}

export const familyForm = (name: FamilyName): FamilyForm => familyForms[name];

import type { NumberRule } from './families.ts';

/** A function of two variables, as the page offers it. */
interface LandscapeForm {
  readonly label: string;
  readonly formula: string;
  /** The part of the plane that is drawn: a square, so that angles are seen as they are. */
  readonly domain: Domain;
  readonly start: readonly [x: number, y: number];
}

export interface Domain {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

const around: Domain = { x: [-1.6, 1.6], y: [-1.6, 1.6] };

const landscapes = {
  bump: {
    label: 'bump, of a sigmoid and a softmax',
    formula: 'f = 3 σ(1 − 2x² − y²) + softmax(2x, 2y, 0)₁',
    domain: around,
    start: [1.2, 0.5],
  },
  valley: {
    label: 'bent valley',
    formula: 'f = ((1 − x)² + 5 (y − x²)²) / 4',
    domain: { x: [-1.6, 1.6], y: [-1, 2.2] },
    start: [-0.5, 1],
  },
  saddle: { label: 'saddle', formula: 'f = (x² + xy − y²) / 2', domain: around, start: [0.6, 0.4] },
} as const satisfies Record<string, LandscapeForm>;

export type LandscapeName = keyof typeof landscapes;

export const landscapeNames: readonly LandscapeName[] = ['bump', 'valley', 'saddle'];

export const landscapeForm = (name: LandscapeName): LandscapeForm => landscapes[name];

/** The point keeps so far from the picture's edge. */
const margin = 0.1;

/** Where the point may be: anywhere within the picture. */
export function pointRule(name: LandscapeName, coordinate: 'x' | 'y'): NumberRule {
  const [above, below] = landscapeForm(name).domain[coordinate];
  return { label: coordinate, above, below, slider: [above + margin, below - margin], scale: 'linear' };
}

export const angleRule: NumberRule = {
  label: 'direction of v, degrees',
  above: -360,
  below: 360,
  slider: [-180, 180],
  scale: 'linear',
};

/** The nearest place to this one, to two decimals, that the sliders reach. */
export function placeIn(name: LandscapeName, coordinate: 'x' | 'y', value: number): number {
  const [low, high] = pointRule(name, coordinate).slider;
  return Math.round(100 * Math.min(high, Math.max(low, value))) / 100;
}

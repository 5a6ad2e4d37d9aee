import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3-scale';
import type { Box } from './panel.ts';

type Domain = readonly [low: number, high: number];

/** From the left edge of a box to its right one. */
export const across = (domain: Domain, { x, width }: Box): ScaleLinear<number, number> =>
  scaleLinear()
    .domain(domain)
    .range([x, x + width]);

/** From the left edge of a box to its right one, a decade always as wide as another. */
export const acrossLog = (domain: Domain, { x, width }: Box): ScaleLogarithmic<number, number> =>
  scaleLog()
    .domain(domain)
    .range([x, x + width]);

/** From the lower edge of a box to its upper one. */
export const upwards = (domain: Domain, { y, height }: Box): ScaleLinear<number, number> =>
  scaleLinear()
    .domain(domain)
    .range([y + height, y]);

/** From the lower edge of a box to its upper one, a decade always as high as another. */
export const upwardsLog = (domain: Domain, { y, height }: Box): ScaleLogarithmic<number, number> =>
  scaleLog()
    .domain(domain)
    .range([y + height, y]);

/**
 * Whole decades around the positive values, three at least. While values only fall, decades are only ever added below:
 * the axis of an animation stays unless the values leave it.
 */
export function decades(...series: readonly Float64Array[]): Domain {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
  for (const values of series)
    for (const value of values) {
      if (!(value > 0 && value < Number.POSITIVE_INFINITY)) continue;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  if (highest === 0) return [1e-3, 1];
  const least = Math.floor(Math.log10(lowest));
  const top = Math.max(first + 3, Math.min(last, Math.floor(Math.log10(highest)) + 1));
  return [tenTo(Math.max(first, Math.min(least, top - 3))), tenTo(top)];
}

/** Exponents of the first and the last power of ten in a float64. */
const [first, last] = [-323, 308];

/** `10 ** -4` is 0.00009999999999999999; read as text it is the nearest number. */
const tenTo = (exponent: number): number => Number(`1e${exponent}`);

/** At most seven powers of ten between the bounds. */
export function powers([low, high]: Domain): number[] {
  const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const every = Math.ceil((last - first) / 6);
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => tenTo(first + i * every));
}

/** The powers of ten in a domain whose ends need not be such; at most seven. */
export function powersIn([low, high]: Domain): number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  return last <= first ? [tenTo(first)].filter((value) => value <= high) : powers([tenTo(first), tenTo(last)]);
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of ten as it is written: 10⁻³. */
export function powerOfTen(value: number): string {
  const exponent = Math.round(Math.log10(value));
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** A share as a whole percentage. */
export const wholePercent = (share: number): string => `${Math.round(100 * share)} %`;

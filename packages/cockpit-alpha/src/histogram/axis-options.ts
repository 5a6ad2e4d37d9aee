import { requireSchedule, type Schedule } from '../schedules/schedule.ts';

/** Where and into how many bins the values of one axis are counted. */
export interface AxisOptions {
  readonly bins?: number;
  /** What lies outside is counted in the first or the last bin. */
  readonly range?: readonly [low: number, high: number];
  /** Follows the values: after the histogram of a step, [-m, m] becomes the range, with m their largest size. */
  readonly adapt?: Adaptation;
}

export interface Adaptation {
  /** After which of the measured steps; after each unless told. */
  readonly schedule?: Schedule;
  /** By how much m is enlarged: 0.2 is a fifth. */
  readonly padding?: number;
  /** The least m. */
  readonly minSize?: number;
}

/** The names of an axis's options. */
export const axisNames = ['bins', 'range', 'adapt'];

/** That an axis can be. */
export function requireAxis(
  caller: string,
  name: string,
  { bins, range, adapt }: Required<Omit<AxisOptions, 'adapt'>> & AxisOptions,
): void {
  if (!Number.isSafeInteger(bins) || bins < 1)
    throw new RangeError(`${caller}: '${name}bins' must be a whole number of at least 1, but is ${bins}`);
  const [low, high] = range;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    throw new RangeError(`${caller}: '${name}range' must be [low, high] with low < high, but is [${range.join(', ')}]`);
  if (!adapt) return;
  const { schedule, padding = 0, minSize = 1 } = adapt;
  if (schedule !== undefined) requireSchedule(`${caller}: ${name}adapt`, schedule);
  if (!(padding >= 0 && Number.isFinite(padding)))
    throw new RangeError(`${caller}: '${name}adapt.padding' must be a number from 0, but is ${padding}`);
  if (!(minSize > 0 && Number.isFinite(minSize)))
    throw new RangeError(`${caller}: '${name}adapt.minSize' must be a number above 0, but is ${minSize}`);
}

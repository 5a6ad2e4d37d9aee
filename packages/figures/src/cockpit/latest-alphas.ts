import type { LoggedRecord } from '@hyperprior/cockpit-alpha';
import { type Course, courseOf } from './course.ts';
import { alphaOf } from './values.ts';

/** Alpha of each step that has one, under the step that it is of; null where a log has none. */
export const alphaCourse = (records: readonly LoggedRecord[]): Course | null =>
  courseOf(
    records,
    'alpha',
    (value) => alphaOf(value).alpha,
    ({ step, values }) => alphaOf(values.alpha).since ?? step,
  );

/**
 * The alphas that tell how a log's steps are now: those of the latest quarter of the steps at which alpha was measured, a hundred
 * steps at least if there are so many. A step whose alpha is not defined is one of these steps, and has no alpha here.
 */
export function latestAlphas(records: readonly LoggedRecord[]): Float64Array {
  const course = alphaCourse(records);
  return course ? latestOf(course) : new Float64Array(0);
}

/** The number of steps at which alpha was measured that are the latest ones. */
export const latestSteps = (records: readonly LoggedRecord[]): number =>
  stepsIn(records.filter(({ values }) => Object.hasOwn(values, 'alpha')).length);

/** The defined values of the latest steps of a course. */
export const latestOf = ({ values }: Course): Float64Array =>
  values.slice(-stepsIn(values.length)).filter((alpha) => !Number.isNaN(alpha));

const stepsIn = (measured: number): number => Math.min(measured, Math.max(100, Math.ceil(measured / 4)));

/** The middle value; null of none. */
export function medianOf(values: Float64Array): number | null {
  return values.length > 0 ? values.slice().sort()[values.length >> 1] : null;
}

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
 * The alphas that tell how a log's steps are by now: the last quarter of them, a hundred at least if there are so many.
 * Those that are not defined are left out.
 */
export function latestAlphas(records: readonly LoggedRecord[]): Float64Array {
  const course = alphaCourse(records);
  return course ? latestOf(course) : new Float64Array(0);
}

/** The latest of a course. */
export function latestOf({ values }: Course): Float64Array {
  const defined = values.filter((alpha) => !Number.isNaN(alpha));
  return defined.slice(-Math.max(100, Math.ceil(defined.length / 4)));
}

/** The middle value; null of none. */
export function medianOf(values: Float64Array): number | null {
  return values.length > 0 ? values.slice().sort()[values.length >> 1] : null;
}

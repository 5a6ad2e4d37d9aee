import type { ProblemList } from '../settings/problem-list.ts';

/** Rejects a number of steps that a run to resume has made already. */
export function checkRemaining(steps: number, step: number, problems: ProblemList): void {
  if (steps <= step) problems.add('steps', `must be more than ${step}, the step to resume from, but got ${steps}`);
}

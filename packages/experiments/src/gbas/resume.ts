import { ConfigError } from '../parse-config.ts';
import { checkSameCourse } from '../same-course.ts';
import { isStateOf } from '../training/training-state.ts';
import { courseOf, type GbasCourse } from './course.ts';
import { gbasFamilies } from './families.ts';
import type { GbasFrame } from './frame.ts';

/** Whether this is a frame with all that a run needs to go on from it. */
export function isFrame(value: unknown): value is GbasFrame {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, step = -1, losses, state }: Partial<GbasFrame> = value;
  const isMade = kind === 'gbas' && losses !== undefined && losses.total?.length === step + 1;
  if (!isMade || typeof state !== 'object' || state === null) return false;
  const { course, training }: Partial<typeof state> = state;
  return typeof course === 'object' && course !== null && isStateOf(trainedCount(course), training);
}

/** How many values a run of this course trains: its points, and every parameter of each dimension's prior. */
function trainedCount({ family, dimensions, count }: GbasCourse): number {
  const parameters = Object.hasOwn(gbasFamilies, family) ? gbasFamilies[family].parameters.length : Number.NaN;
  return dimensions * (count + parameters);
}

interface ResumeSettings extends GbasCourse {
  readonly resume: GbasFrame | null;
  readonly steps: number;
}

/** Throws a ConfigError for a setting with which the run cannot go on from its frame. */
export function checkResume(settings: ResumeSettings): void {
  const { resume, steps } = settings;
  if (!resume?.state) return;
  checkSameCourse('gbas', courseOf(settings), resume.state.course);
  if (steps > resume.step) return;
  const problem = `must be more than ${resume.step}, the step of the frame to go on from, but is ${steps}`;
  throw new ConfigError(`gbas: 'steps' ${problem}`, { setting: 'steps', problem });
}

import { ConfigError } from './parse-config.ts';

/** Throws a ConfigError for the first setting that is not what it was in the run to go on with. */
export function checkSameCourse<Course extends object>(experiment: string, settings: Course, before: Course): void {
  for (const setting of Object.keys(settings) as (keyof Course & string)[]) {
    const [is, was] = [settings, before].map((course) => shown(course[setting]));
    if (is === was) continue;
    const problem = `must be ${was}, as in the run that 'resume' is a frame of, but is ${is}`;
    throw new ConfigError(`${experiment}: '${setting}' ${problem}`, { setting, problem });
  }
}

/** null stands for a setting that has no value because none was given. */
const shown = (value: unknown) => (value === null ? 'left out' : JSON.stringify(value));

import { z } from 'zod';
import { shown } from './problem.ts';
import type { ProblemList } from './problem-list.ts';
import type { Shape } from './setting.ts';

type Writable<S extends Shape> = { -readonly [Name in keyof S]: S[Name] };

/** Configuration that fits a shape, before defaults are filled in. */
export type ConfigOf<S extends Shape> = z.input<z.ZodObject<Writable<S>, z.core.$strict>>;

/** Configuration with its defaults filled in. */
export type GivenOf<S extends Shape> = z.output<z.ZodObject<Writable<S>, z.core.$strict>>;

/** Checks plain data against the types of the settings. Adds a problem for each that does not fit, and then returns null. */
export function checkTypes<S extends Shape>(problems: ProblemList, shape: S, config: unknown): GivenOf<S> | null {
  const result = z.strictObject<Writable<S>>(shape).safeParse(config, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) addIssue(problems, issue, Object.keys(shape));
  return null;
}

function addIssue(problems: ProblemList, issue: z.core.$ZodIssue, names: readonly string[]): void {
  const [setting = null, ...path] = issue.path.map(String);
  const inside = path.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('');
  if (issue.code === 'unrecognized_keys')
    for (const key of issue.keys) {
      if (setting === null) problems.add(key, unknownSetting(names));
      else problems.add(setting, `must not have '${key}'`, inside);
    }
  else if (setting === null) problems.add(null, `the configuration must be an object, but got ${shown(issue.input)}`);
  else problems.add(setting, `${issue.message}, but got ${shown(issue.input)}`, inside);
}

/** Describes a setting that does not exist. */
const unknownSetting = (names: readonly string[]): string => `is no setting; the settings are ${names.join(', ')}`;

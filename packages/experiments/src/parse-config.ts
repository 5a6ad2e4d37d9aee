import type { z } from 'zod';

/** A configuration that an experiment cannot run. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** The setting that does not fit, where it is a single one. */
  readonly setting: string | null;
  /** What is wrong with it, without its name: what it must be, and what it is. */
  readonly problem: string;

  constructor(message: string, { setting = null, problem = message, ...options }: ConfigErrorOptions = {}) {
    super(message, options);
    this.setting = setting;
    this.problem = problem;
  }
}

interface ConfigErrorOptions extends ErrorOptions {
  readonly setting?: string | null;
  readonly problem?: string;
}

/** Checks plain data against a schema. Throws a ConfigError that names the first setting that does not fit. */
export function parseConfig<Schema extends z.ZodType>(
  experiment: string,
  schema: Schema,
  config: unknown,
): z.output<Schema> {
  const result = schema.safeParse(config, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue.code === 'unrecognized_keys') {
    const [unknown] = issue.keys;
    throw new ConfigError(`${experiment}: there is no setting '${[...issue.path, unknown].join('.')}'`);
  }
  if (issue.path.length === 0)
    throw new ConfigError(`${experiment}: the configuration must be an object, but is ${shown(issue.input)}`);
  const [setting, ...inside] = issue.path.map(String);
  const name = [setting, ...inside.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))].join('');
  const problem = `${issue.message}, but is ${shown(issue.input)}`;
  throw new ConfigError(`${experiment}: '${name}' ${problem}`, { setting, problem });
}

/** A value in a message: short, whatever it is. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (ArrayBuffer.isView(value)) return 'another array';
  if (typeof value === 'object' && value !== null) return 'another object';
  return typeof value === 'function' ? 'a function' : String(value);
}

/** Decides a setting; a RangeError with which it is refused becomes a ConfigError. */
export function decide<Value>(experiment: string, setting: string, decision: () => Value): Value {
  try {
    return decision();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { message: problem } = error;
    throw new ConfigError(`${experiment}: ${problem}`, { setting, problem, cause: error });
  }
}

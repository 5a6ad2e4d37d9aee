import type { z } from 'zod';

/** A configuration that an experiment cannot run. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Checks plain data against a schema. Throws a ConfigError that names the first setting that does not fit. */
export function parseConfig<Schema extends z.ZodType>(
  experiment: string,
  schema: Schema,
  config: unknown,
): z.output<Schema> {
  const result = schema.safeParse(config);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const setting = issue.path.length > 0 ? `'${issue.path.join('.')}'` : 'the configuration';
  throw new ConfigError(`${experiment}: ${setting}: ${issue.message}`);
}

/** Decides a setting; a RangeError with which it is refused becomes a ConfigError. */
export function decide<Value>(experiment: string, setting: () => Value): Value {
  try {
    return setting();
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigError(`${experiment}: ${error.message}`, { cause: error });
    throw error;
  }
}

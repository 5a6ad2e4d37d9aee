/** One problem of a configuration or of a change: plain data. */
export interface Problem {
  /** Setting at fault; null when the configuration as a whole is. */
  readonly setting: string | null;
  /** Position inside the setting, for instance `[2]`; empty for the setting itself. */
  readonly inside: string;
  /** Requirement, value and fix. Other settings stand in braces: `exceeds {steps}; leave out {count}`. */
  readonly text: string;
}

/** Name of a setting for the reader of a message: a flag, a label, or the setting's own name in quotes. */
export type NameOf = (setting: string, inside: string) => string;

/** Returns the names that a caller of the library knows. */
const quoted: NameOf = (setting, inside) => `'${setting}${inside}'`;

/** Describes a problem in one sentence, with the names that its reader knows. */
export function describeProblem({ setting, inside, text }: Problem, nameOf: NameOf = quoted): string {
  const words = text.replace(/\{(\w+)\}/g, (_, other: string) => nameOf(other, ''));
  return setting === null ? words : `${nameOf(setting, inside)} ${words}`;
}

/** Formats a value for a message: short, whatever it is. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (ArrayBuffer.isView(value)) return 'another array';
  if (typeof value === 'object' && value !== null) return 'another object';
  return typeof value === 'function' ? 'a function' : String(value);
}

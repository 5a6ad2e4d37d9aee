import { z } from 'zod';

/** Kind of control with which a page shows a setting. */
export type Control =
  | { readonly kind: 'slider'; readonly low: number; readonly high: number; readonly scale: 'linear' | 'log' }
  | { readonly kind: 'number' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'switch' }
  | { readonly kind: 'text' }
  | { readonly kind: 'prior' };

/** Source of a value that nobody types: a file with one number a line, a file with a table, or the clock of the app. */
type Source = 'numbers' | 'table' | 'clock';

/** All that is known of a setting besides its type. Commands, pages and messages are derived from it. */
export interface SettingInfo {
  /** Name for people, for instance 'learning rate'. */
  readonly label: string;
  /** Explanation for `--help`, without the default. */
  readonly help: string;
  /** Option of the command line with its placeholder, for instance `lr <rate>`. Absent: not offered there. */
  readonly flag?: string;
  /** Words for a default that is no constant, for instance "the preset's, else 100". */
  readonly fallback?: string;
  readonly source?: Source;
  /** Absent: not offered on a page. */
  readonly control?: Control;
  /** Whether the setting determines the numbers of a run. A resumed run must keep it. */
  readonly determines: boolean;
  /** Values for a sweep. */
  readonly sweep?: readonly unknown[];
}

const registry = z.registry<SettingInfo>();

/** Declares a setting: a type with all that is known of it. It determines the numbers unless the information says otherwise. */
export function setting<Type extends z.ZodType>(
  type: Type,
  info: Omit<SettingInfo, 'determines'> & { readonly determines?: boolean },
): Type {
  registry.add(type, { determines: true, ...info });
  return type;
}

/** Settings of an experiment by name. */
export type Shape = Readonly<Record<string, z.ZodType>>;

/** Returns what is known of a declared setting. */
export function infoOf(type: z.ZodType): SettingInfo {
  const info = registry.get(type);
  if (!info) throw new Error('infoOf: the type must be declared by setting()');
  return info;
}

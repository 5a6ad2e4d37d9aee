import { identity } from './identity.ts';
import { infoOf, type Shape } from './setting.ts';

/** Whether a value is an object with properties that can be settings. */
export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Settings that `defineExperiment` adds to every experiment. */
const common = ['resume', 'resumable'];

/** Returns an experiment's own settings, those that were given. */
export const ownSettings = (config: object): object =>
  Object.fromEntries(Object.entries(config).filter(([name, value]) => value !== undefined && !common.includes(name)));

/** Returns the settings of an earlier configuration that a later one leaves out. */
export const inherited = (config: object, earlier: object = {}): object =>
  Object.fromEntries(Object.entries(earlier).filter(([name]) => Reflect.get(config, name) === undefined));

/** Returns the own settings that can be stored with a run: data and functions stay with the caller. */
export const storedSettings = (config: object, shape: Shape): object =>
  Object.fromEntries(
    Object.entries(ownSettings(config)).filter(
      ([name, value]) => infoOf(shape[name]).source !== 'table' && typeof value !== 'function',
    ),
  );

/** Returns the name of the setting that holds the data of an experiment; null for one without. */
export const dataSetting = (shape: Shape): string | null =>
  Object.keys(shape).find((name) => infoOf(shape[name]).source === 'table') ?? null;

/** Returns the names of the settings that determine the numbers of a run and differ between two runs. */
export const differingSettings = (shape: Shape, settings: object, others: object): string[] =>
  Object.keys(shape).filter((name) => {
    const [value, other] = [settings, others].map((each) => identity(Reflect.get(each, name)));
    return infoOf(shape[name]).determines && value !== other;
  });

import { parseNumbers } from '@hyperprior/datasets';
import { type Experiment, infoOf } from '@hyperprior/experiments';
import { Option } from 'commander';
import { readInput } from './read-input.ts';
import { readTable } from './table.ts';

/** Makes the configuration of an experiment from the options of its command; reads the files that they name. */
export async function configOf({ settings }: Pick<Experiment, 'settings'>, options: object): Promise<object> {
  const config: Record<string, unknown> = {};
  for (const [setting, type] of Object.entries(settings)) {
    const { flag, source } = infoOf(type);
    if (source === 'clock') config[setting] = () => performance.now();
    if (flag === undefined) continue;
    const value: unknown = Reflect.get(options, new Option(`--${flag}`).attributeName());
    if (value === undefined) continue;
    const path = String(value);
    if (source === 'numbers') config[setting] = await readPoints(`--${flag.split(' ')[0]}`, path);
    else config[setting] = source === 'table' ? await readTable(path, options) : value;
  }
  return config;
}

const readPoints = async (option: string, path: string): Promise<Float32Array> =>
  Float32Array.from(await readInput(option, path, (text) => parseNumbers(text, { float32: true })));

import type { BackendName } from '@hyperprior/backends';
import type { CsvFormat } from '@hyperprior/datasets';
import { type ThemeName, themeNames } from '@hyperprior/figures';
import { Option } from 'commander';
import { backendNamed, backendsOfNode } from './backend.ts';
import { UserError } from './failure.ts';

/** Options of every experiment, those for a table of one's own included. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly out?: string;
  readonly resume?: string;
  readonly backend?: BackendName;
  readonly allowSoftware?: boolean;
  readonly gif: boolean;
  readonly theme?: ThemeName;
  readonly data?: string;
  readonly label?: string;
  readonly header?: boolean;
  readonly delimiter?: CsvFormat['delimiter'];
  readonly decimal?: CsvFormat['decimal'];
}

/** Returns the options that every experiment takes. */
export const commonOptions = (): Option[] => [
  new Option('--out <dir>', 'write frames.jsonl, result.json and figure.svg, .png, .gif into this folder').argParser(
    folderName('--out'),
  ),
  new Option('--resume <dir>', 'resume the stopped or killed run of this --out folder, with its settings')
    .argParser(folderName('--resume'))
    .conflicts('out'),
  new Option('--json', 'print the result as one JSON object on standard output, and nothing else there'),
  new Option(
    '--backend <name>',
    `one of ${backendsOfNode.join(', ')} (default: the first of them that runs here)`,
  ).argParser(backendNamed),
  new Option('--allow-software', 'let a GPU backend run on a software adapter (slow)'),
  new Option('--no-gif', 'leave out the animation'),
  themeOption(),
];

/** Returns the option of every command that draws. */
export const themeOption = (): Option =>
  new Option(
    '--theme <name>',
    `colours of the pictures: ${themeNames.join(' or ')} (default: ${themeNames[0]})`,
  ).argParser((text: string): ThemeName => {
    const name = themeNames.find((each) => each === text);
    if (name === undefined)
      throw new UserError(`--theme: there is no theme '${text}'; choose one of ${themeNames.join(', ')}`);
    return name;
  });

/** Parses the name of a folder. */
export function folderName(option: string): (text: string) => string {
  return (text) => {
    if (text.trim() !== '') return text;
    throw new UserError(`${option}: must name a folder, but is empty; for this folder, write '.'`);
  };
}

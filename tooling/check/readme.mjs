import { readFileSync } from 'node:fs';
import { root } from './packages.mjs';

/** What a README tells a stranger to install and to run: its first `npm install` line and its first `js` example. */
export function readReadme(folder) {
  const text = readFileSync(`${root}${folder}/README.md`, 'utf8');
  const [, install = ''] = /^npm install (.*)$/m.exec(text) ?? [];
  const [, example] = /```js\n([\s\S]*?)```/.exec(text) ?? [];
  return { packages: install.split(/\s+/).filter((word) => word !== '' && !word.startsWith('-')), example };
}

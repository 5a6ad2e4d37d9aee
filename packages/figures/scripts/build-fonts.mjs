/**
 * Makes the fonts of this package: Inter, regular and semi-bold, cut down to the characters that figures need. What it
 * takes is installed in a folder of its own, since nothing else in the workspace needs it:
 *
 *   npm install --prefix FOLDER subset-font@2.9.0 @expo-google-fonts/inter@0.4.2
 *   node scripts/build-fonts.mjs FOLDER
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');
const CHARACTERS = [
  range(0x20, 0x7e), // ASCII
  range(0xa0, 0x17f), // Latin-1 and Latin Extended-A
  range(0x391, 0x3c9), // Greek
  '–—‘’“”…•−×÷±≈≠≤≥∞√∑∏∂∫∆∇←↑→↓⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉',
].join('');

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: node build-fonts.mjs FOLDER, where subset-font and @expo-google-fonts/inter are installed');
  process.exit(2);
}
const installed = createRequire(join(resolve(folder), 'package.json'));
const subsetFont = installed('subset-font');
const inter = dirname(installed.resolve('@expo-google-fonts/inter/package.json'));
const target = new URL('../fonts/', import.meta.url);
for (const [source, name] of [
  ['400Regular/Inter_400Regular.ttf', 'Inter-Regular.ttf'],
  ['600SemiBold/Inter_600SemiBold.ttf', 'Inter-SemiBold.ttf'],
]) {
  const font = await subsetFont(readFileSync(join(inter, source)), CHARACTERS, {
    targetFormat: 'truetype',
    preserveNameIds: [0, 13, 14, 16, 17], // copyright, licence, and the family's name apart from the weight
  });
  writeFileSync(new URL(name, target), font);
  console.log(name, font.length);
}
copyFileSync(join(inter, 'LICENSE_FONT'), new URL('OFL.txt', target));

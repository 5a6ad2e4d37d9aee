/**
 * Makes the fonts of this package: Inter, regular and semi-bold, cut down to the characters that figures need.
 *
 *   npm install --no-save subset-font@2.9.0 @expo-google-fonts/inter@0.4.2
 *   node scripts/build-fonts.mjs node_modules/@expo-google-fonts/inter
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');
const CHARACTERS = [
  range(0x20, 0x7e), // ASCII
  range(0xa0, 0x17f), // Latin-1 and Latin Extended-A
  range(0x391, 0x3c9), // Greek
  '–—‘’“”…•−×÷±≈≠≤≥∞√∑∏∂∫∆∇←↑→↓⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉',
].join('');

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: node build-fonts.mjs FOLDER, the npm package @expo-google-fonts/inter');
  process.exit(2);
}
const target = new URL('../fonts/', import.meta.url);
for (const [source, name] of [
  ['400Regular/Inter_400Regular.ttf', 'Inter-Regular.ttf'],
  ['600SemiBold/Inter_600SemiBold.ttf', 'Inter-SemiBold.ttf'],
]) {
  const font = await subsetFont(readFileSync(join(folder, source)), CHARACTERS, {
    targetFormat: 'truetype',
    preserveNameIds: [0, 13, 14, 16, 17], // copyright, licence, and the family's name apart from the weight
  });
  writeFileSync(new URL(name, target), font);
  console.log(name, font.length);
}
copyFileSync(join(folder, 'LICENSE_FONT'), new URL('OFL.txt', target));

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fontFiles } from '../src/font-files.ts';
import { basFigure, embedFonts } from '../src/index.ts';
import { basFrame } from './frames.ts';
import { readSvg } from './read-svg.ts';

const [regular, semiBold] = fontFiles.map((path) => readFileSync(path));

test('both weights are in the picture, byte for byte, and all else is as it was', () => {
  const svg = basFigure(basFrame(3));
  const whole = embedFonts(svg, { regular, semiBold });
  const style = readSvg(whole).getElementsByTagName('style')[0]?.textContent ?? '';
  const fonts = [...style.matchAll(/font-weight:(\d+);src:url\(data:font\/ttf;base64,([^)]*)\)/g)];
  expect(fonts.map(([, weight]) => weight)).toEqual(['400', '600']);
  expect(Buffer.from(fonts[0][2], 'base64').equals(regular)).toBe(true);
  expect(Buffer.from(fonts[1][2], 'base64').equals(semiBold)).toBe(true);
  expect(whole.replace(/<style>.*<\/style>/, '')).toBe(svg);
});

test('the moving layer is still the last group', () => {
  expect(embedFonts(basFigure(basFrame(3)), { regular, semiBold })).toMatch(/<g id="moving">.*<\/g><\/svg>$/s);
});

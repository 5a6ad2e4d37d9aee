import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { fontFiles } from '../src/font-files.ts';
import {
  alphaCourseFigure,
  alphaFigure,
  basFigure,
  channelGatesFigure,
  cockpitFigure,
  type FigureOptions,
  gatesFigure,
  gbasFigure,
  priorFigure,
} from '../src/index.ts';
import { textWidth } from '../src/text-width.ts';
import { type Theme, themes } from '../src/theme.ts';
import {
  alphaFrame,
  arcsinePrior,
  basFrame,
  binomialPrior,
  channelGatesFrame,
  cockpitLog,
  gatesFrame,
  gbasFrame,
  variantState,
} from './frames.ts';
import { readSvg, wordsOf } from './read-svg.ts';

const variants = (['plain', 'l1', 'mean', 'bas'] as const).map((name) => variantState(name, 10, { finished: true }));

const figures: readonly (readonly [name: string, draw: (options: FigureOptions) => string])[] = [
  ['basFigure', (options) => basFigure(basFrame(12), options)],
  ['gbasFigure', (options) => gbasFigure(gbasFrame(12), options)],
  ['alphaFigure', (options) => alphaFigure(alphaFrame(30), options)],
  ['alphaCourseFigure', (options) => alphaCourseFigure(alphaFrame(30), options)],
  ['gatesFigure', (options) => gatesFigure(gatesFrame(['plain', 'l1', 'mean', 'bas'], variants), options)],
  ['channelGatesFigure', (options) => channelGatesFigure(channelGatesFrame(), options)],
  ['priorFigure', (options) => priorFigure([arcsinePrior, binomialPrior], options)],
  ['cockpitFigure', (options) => cockpitFigure(cockpitLog(60), options)],
];

const widths = [360, 590, 920, 1280];

interface Rectangle {
  readonly words: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly size: number;
}

/** Where each text stands, by its anchor and its estimated width. */
function textsOf(svg: string): Rectangle[] {
  const inherited = (element: Element, name: string): string => {
    for (let each: Node | null = element; each; each = each.parentNode)
      if ('getAttribute' in each && typeof each.getAttribute === 'function' && each.getAttribute(name))
        return String(each.getAttribute(name));
    return '';
  };
  return [...readSvg(svg).getElementsByTagName('text')].map((node) => {
    const element = node as unknown as Element;
    const [x, y] = [Number(element.getAttribute('x')), Number(element.getAttribute('y'))];
    const words = element.textContent ?? '';
    const size = Number(inherited(element, 'font-size'));
    const width = textWidth(words, size);
    const shift = { end: width, middle: width / 2 }[element.getAttribute('text-anchor') ?? ''] ?? 0;
    return { words, size, left: x - shift, right: x - shift + width, top: y - 0.72 * size, bottom: y };
  });
}

const meets = (a: Rectangle, b: Rectangle): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe.each(figures)('%s', (name, draw) => {
  test.each(widths)('at %i pixels no text is small, cut off or upon another', (width) => {
    const svg = draw({ width });
    const root = readSvg(svg).documentElement;
    const height = Number(root?.getAttribute('height'));
    expect(root?.getAttribute('width')).toBe(String(width));
    const texts = textsOf(svg);
    expect(texts.length).toBeGreaterThan(10);
    for (const { words, left, right, top, bottom, size } of texts) {
      expect(size, words).toBeGreaterThanOrEqual(11);
      expect(Math.min(left, top, width - right, height - bottom), `'${words}' is cut off`).toBeGreaterThanOrEqual(0);
    }
    const met = texts.flatMap((a, i) =>
      texts
        .slice(i + 1)
        .filter((b) => meets(a, b))
        .map((b) => [a.words, b.words]),
    );
    expect(met).toEqual([]);
  });

  test('the theme changes colours only, at any width', () => {
    const shapeOf = (svg: string) => svg.replaceAll(/#[\da-f]{6}|rgb\([^)]*\)/g, '');
    const [light, dark] = [draw({ width: 700 }), draw({ width: 700, theme: 'dark' })];
    expect(shapeOf(dark)).toBe(shapeOf(light));
    expect(dark).toContain(themes.dark.background);
    const foreign = new Set(Object.values(themes.light).filter((colour) => dark.includes(colour)));
    expect([...foreign]).toEqual([]);
  });

  test.each([0, 100, 5000, Number.NaN, Number.POSITIVE_INFINITY])('a width of %d is rejected', (width) => {
    expect(() => draw({ width })).toThrow(
      `${name}: 'width' must be a number from 280 to 4000 pixels, but got ${width}`,
    );
  });
});

test('text widths are estimated well, and hardly ever too small', () => {
  const all = new Set(figures.flatMap(([, draw]) => wordsOf(draw({ width: 1280 }))));
  for (const words of all) {
    const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="40"><text y="30" font-family="Inter" font-size="20" font-weight="600">${escaped}</text></svg>`;
    const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter' };
    const width = new Resvg(svg, { font }).getBBox()?.width ?? 0;
    const estimate = textWidth(words, 20);
    expect(estimate, words).toBeGreaterThan(0.97 * width - 1);
    expect(estimate, words).toBeLessThan(1.25 * width + 8);
  }
});

/** Contrast of two colours (WCAG 2.2). */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe.each(Object.entries(themes))('the %s theme', (_, theme: Theme) => {
  test.each(['text', 'muted', 'data', 'target', 'second'] as const)('%s can be read as text', (name) => {
    expect(contrast(theme[name], theme.background)).toBeGreaterThanOrEqual(4.5);
  });

  test('the broad line of a target can be seen', () => {
    expect(contrast(theme.targetSoft, theme.background)).toBeGreaterThanOrEqual(3);
  });
});

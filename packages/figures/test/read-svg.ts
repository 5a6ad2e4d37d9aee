import { DOMParser } from '@xmldom/xmldom';
import { expect } from 'vitest';

/** The document of an SVG that is well-formed and holds no number that is none. */
export function readSvg(svg: string) {
  const complaints: string[] = [];
  const parser = new DOMParser({ onError: (level, message) => complaints.push(`${level}: ${message}`) });
  const document = parser.parseFromString(svg, 'image/svg+xml');
  expect(complaints).toEqual([]);
  expect(svg).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
  return document;
}

/** The words of a picture, in their order. */
export const wordsOf = (svg: string): string[] =>
  [...readSvg(svg).getElementsByTagName('text')].map((element) => element.textContent ?? '');

/** The values of an attribute, over all elements that have it. */
export const valuesOf = (svg: string, attribute: string): string[] =>
  [...readSvg(svg).getElementsByTagName('*')].flatMap((element) => element.getAttribute(attribute) ?? []);

/** What stays from frame to frame. */
export const fixedLayer = (svg: string): string => svg.slice(0, svg.indexOf('<g id="moving">'));

/** A piece of SVG, as text. */
export type Svg = string;

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with escaped attributes; numbers are rounded to a tenth, undefined ones are left out. */
export function element(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeText(String(value))}"`)
    .join('');
  const content = children.join('');
  return content === '' ? `<${name}${list}/>` : `<${name}${list}>${content}</${name}>`;
}

/** A group of elements; nothing where there are none. */
export const group = (attributes: Attributes, ...children: readonly Svg[]): Svg =>
  children.some((child) => child !== '') ? element('g', attributes, ...children) : '';

/** Text at a point. */
export const text = (x: number, y: number, content: string, attributes: Attributes = {}): Svg =>
  element('text', { x, y, ...attributes }, escapeText(content));

/** A coordinate, to a tenth of a pixel. Throws where it is no finite number: no picture may hold one. */
export function round(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`figures: a coordinate must be finite, but is ${value}`);
  return Math.round(value * 10) / 10;
}

/** The tenths of a pixel that a picture has, as they are written. */
const written: string[] = [];
const mostWritten = 2 ** 15;

/** A coordinate as text: making one anew is what takes longest in a path of thousands. */
export function coordinate(value: number): string {
  const tenths = 10 * round(value);
  if (!(tenths >= 0 && tenths < mostWritten)) return String(round(value));
  const place = Math.round(tenths);
  written[place] ??= String(place / 10);
  return written[place];
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes what XML reserves, and leaves out the characters that it cannot hold. Most texts, paths above all, have neither. */
export const escapeText = (content: string): string =>
  /^[\x20!#-%'-;=?-~]*$/.test(content)
    ? content
    : content
        .replaceAll(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
        .replaceAll(/[&<>"]/g, (character) => entities[character]);

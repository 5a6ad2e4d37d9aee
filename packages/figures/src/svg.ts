/** A piece of SVG, as text. */
export type Svg = string;

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with escaped attributes; numbers are rounded to a hundredth, undefined ones are left out. */
export function element(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeText(String(value))}"`)
    .join('');
  return children.length > 0 ? `<${name}${list}>${children.join('')}</${name}>` : `<${name}${list}/>`;
}

/** A group of elements. */
export const group = (attributes: Attributes, ...children: readonly Svg[]): Svg =>
  element('g', attributes, ...children);

/** Text at a point. */
export const text = (x: number, y: number, content: string, attributes: Attributes = {}): Svg =>
  element('text', { x, y, ...attributes }, escapeText(content));

/** A coordinate, to a hundredth of a pixel. Throws where it is no finite number: no picture may hold one. */
export function round(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`figures: a coordinate must be finite, but is ${value}`);
  return Math.round(value * 100) / 100;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeText = (content: string): string => content.replaceAll(/[&<>"]/g, (character) => entities[character]);

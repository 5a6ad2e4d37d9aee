/** A rectangle on a picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Scale = (value: number) => number;

/** From one interval to another. */
export const linear = ([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale => {
  const slope = (end - start) / (to - from);
  return (value) => start + slope * (value - from);
};

/** The left and right edges, and the lower and upper ones. */
export const edges = ({ x, y, width, height }: Box) => ({ x: [x, x + width], y: [y + height, y] }) as const;

/** A length on a picture, to a tenth. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;

/** A line through the points that are finite on the picture; it is interrupted where they are not. */
export function line(xs: ArrayLike<number>, ys: ArrayLike<number>, toX: Scale, toY: Scale): string {
  let d = '';
  let isDrawing = false;
  for (let i = 0; i < xs.length; i++) {
    const [px, py] = [toX(xs[i]), toY(ys[i])];
    const isHere = Number.isFinite(px) && Number.isFinite(py);
    if (isHere) d += `${isDrawing ? 'L' : 'M'}${tenth(px)} ${tenth(py)}`;
    isDrawing = isHere;
  }
  return d;
}

/** A curve of a picture, in one of the colours of `demo.css`. */
export const stroked = (d: string, colour: Colour, attributes = ''): string =>
  `<path d="${d}" fill="none" stroke="var(--hp-${colour})" stroke-width="2" stroke-linejoin="round" ${attributes}/>`;

export type Colour = 'data' | 'target' | 'second' | 'muted' | 'grid' | 'text';

/** Words on a picture. */
export function words(x: number, y: number, content: string, attributes = '', colour: Colour = 'muted'): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${tenth(x)}" y="${tenth(y)}" fill="var(--hp-${colour})" ${attributes}>${escaped}</text>`;
}

/** Level lines with their numbers at the left, and marks with their numbers below. */
export function axes(
  box: Box,
  ticks: { x: readonly number[]; y: readonly number[] },
  scales: { x: Scale; y: Scale },
  format: (value: number) => string = String,
): string {
  const base = box.y + box.height;
  const levels = ticks.y.map((value) => `M${box.x} ${tenth(scales.y(value))}h${box.width}`).join('');
  return [
    `<path d="${levels}" stroke="var(--hp-grid)"/>`,
    `<path d="M${box.x} ${base}h${box.width}" stroke="var(--hp-muted)"/>`,
    ...ticks.x.map((value) => words(scales.x(value), base + 16, String(value), 'text-anchor="middle"')),
    ...ticks.y.map((value) => words(box.x - 6, scales.y(value) + 4, format(value), 'text-anchor="end"')),
  ].join('');
}

/** A picture of this size around its content; the element that holds it carries its name. */
export const picture = (width: number, height: number, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-size="12" aria-hidden="true">${content}</svg>`;

/** A power of ten as text: 10⁻³ by tspan would not be aligned, so 1e-3. */
export const power = (exponent: number): string => (exponent === 0 ? '1' : `1e${exponent}`);

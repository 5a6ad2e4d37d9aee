import type { GradientCurves } from '../worker/gradient-curves.ts';
import { axes, type Box, type Colour, edges, line, linear, picture, power, stroked, words } from './plot.ts';

const [width, height] = [720, 330];
const box: Box = { x: 52, y: 58, width: 652, height: 218 };
/** Powers of ten; what is smaller is not shown. */
const [low, high] = [-12, 2];

/** The pull of the loss on a point against its position before the sigmoid, with the two factors that can silence it. */
export function gradientFigure({ positions, pull, slope, density }: GradientCurves): string {
  const [toX, toY] = [linear([-8, 8], edges(box).x), linear([low, high], edges(box).y)];
  const curve = (values: Float64Array, colour: Colour, attributes = '') => {
    const logs = values.map((value) => (value >= 10 ** low ? Math.min(Math.log10(value), high) : Number.NaN));
    return stroked(line(positions, logs, toX, toY), colour, attributes);
  };
  return picture(
    width,
    height,
    [
      legend(),
      axes(box, { x: [-8, -4, 0, 4, 8], y: [-12, -9, -6, -3, 0] }, { x: toX, y: toY }, power),
      curve(slope, 'second', 'stroke-dasharray="6 4"'),
      curve(density, 'target', 'stroke-dasharray="2 4"'),
      curve(pull, 'data'),
      words(box.x + box.width / 2, height - 18, 'position z before the sigmoid', 'text-anchor="middle"'),
    ].join(''),
  );
}

const legend = (): string =>
  [
    words(12, 18, 'Pull of the loss on a point, N |∂L/∂z|  (solid)', 'font-size="14" font-weight="600"', 'data'),
    words(12, 38, 'slope of the sigmoid σ′(z)  (dashes)', 'font-weight="600"', 'second'),
    words(300, 38, 'density of the prior f(σ(z))  (dots)', 'font-weight="600"', 'target'),
  ].join('');

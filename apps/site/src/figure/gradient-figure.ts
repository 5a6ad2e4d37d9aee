import type { GradientCurves } from '../worker/gradient-curves.ts';
import { axes, type Box, type Colour, edges, line, linear, picture, power, stroked, words } from './plot.ts';

/** Width from which the legend stands on two lines. */
const wide = 560;
const plotHeight = 218;
/** Powers of ten; what is smaller is not shown. */
const [low, high] = [-12, 2];

/** The pull of the loss on a point against its position before the sigmoid, with the two factors that can silence it. */
export function gradientFigure({ positions, pull, slope, density }: GradientCurves, width = 720): string {
  const top = width >= wide ? 58 : 78;
  const box: Box = { x: 46, y: top, width: width - 58, height: plotHeight };
  const height = top + plotHeight + 54;
  const [toX, toY] = [linear([-8, 8], edges(box).x), linear([low, high], edges(box).y)];
  const curve = (values: Float64Array, colour: Colour, attributes = '') => {
    const logs = values.map((value) => (value >= 10 ** low ? Math.min(Math.log10(value), high) : Number.NaN));
    return stroked(line(positions, logs, toX, toY), colour, attributes);
  };
  return picture(
    width,
    height,
    [
      legend(width),
      axes(box, { x: [-8, -4, 0, 4, 8], y: [-12, -9, -6, -3, 0] }, { x: toX, y: toY }, power),
      curve(slope, 'second', 'stroke-dasharray="6 4"'),
      curve(density, 'target', 'stroke-dasharray="2 4"'),
      curve(pull, 'data'),
      words(box.x + box.width / 2, height - 18, 'position z before the sigmoid', 'text-anchor="middle"'),
    ].join(''),
  );
}

function legend(width: number): string {
  const [x, y] = width >= wide ? [300, 38] : [8, 58];
  return [
    words(8, 18, 'Pull of the loss, N |∂L/∂z| (solid)', 'font-size="14" font-weight="600"', 'data'),
    words(8, 38, 'slope of the sigmoid σ′(z) (dashes)', 'font-weight="600"', 'second'),
    words(x, y, 'density of the prior f(σ(z)) (dots)', 'font-weight="600"', 'target'),
  ].join('');
}

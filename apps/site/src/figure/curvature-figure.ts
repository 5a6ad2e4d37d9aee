import { type Domain, landscapeForm } from '../form/landscapes.ts';
import type { Curvature, Pair } from '../worker/curvature/curvature.ts';
import { arrow } from './arrow.ts';
import { contour, type Grid, levelsOf } from './contours.ts';
import { axes, type Box, edges, linear, picture, tenth, words } from './plot.ts';
import { sectionPlot } from './section-plot.ts';
import { ticks } from './ticks.ts';

/** A picture's size, and the places of its map, on which the page puts a handle, and of its section. */
export interface CurvatureLayout {
  readonly width: number;
  readonly height: number;
  readonly map: Box;
  readonly section: Box;
}

/** Width from which map and section stand side by side. */
const wide = 640;

export function curvatureLayout(width: number): CurvatureLayout {
  if (width >= wide) {
    const side = Math.min(420, Math.round(0.46 * width));
    const x = side + 102;
    const map = { x: 34, y: 76, width: side, height: side };
    return { width, height: side + 118, map, section: { x, y: 76, width: width - x - 12, height: side } };
  }
  const side = width - 48;
  const map = { x: 34, y: 96, width: side, height: side };
  const section = { x: 34, y: side + 206, width: side, height: 240 };
  return { width, height: side + 490, map, section };
}

const lines = 13;
/** The longest arrow, in the map's units. */
const longest = 1.2;
/** Dashes, so that the two products are told apart without their colours. */
const dashes = 'stroke-dasharray="5 4"';

/** A map of the function with the point, v, the gradient and Hv; and the section along v with its parabolas. */
export function curvatureFigure(shown: Curvature, layout = curvatureLayout(720)): string {
  const { width, height, map, section } = layout;
  const fixed = [ground(shown, map), legend(width)].join('');
  return picture(width, height, `${fixed}<g id="moving">${arrows(shown, map)}${sectionPlot(shown, section)}</g>`);
}

const scales = ({ x, y }: Domain, map: Box) => ({ x: linear(x, edges(map).x), y: linear(y, edges(map).y) });

function ground({ landscape, heights }: Curvature, map: Box): string {
  const { domain } = landscapeForm(landscape);
  const grid: Grid = { side: Math.round(Math.sqrt(heights.length)), heights };
  const [toX, toY] = [linear([0, grid.side - 1], edges(map).x), linear([0, grid.side - 1], edges(map).y)];
  const d = levelsOf(grid, lines).flatMap((level) =>
    contour(grid, level).map(
      ([from, to]) => `M${tenth(toX(from[0]))} ${tenth(toY(from[1]))}L${tenth(toX(to[0]))} ${tenth(toY(to[1]))}`,
    ),
  );
  return [
    axes(map, { x: ticks(domain.x, 4), y: ticks(domain.y, 4) }, scales(domain, map)),
    `<path d="${d.join('')}" fill="none" stroke="var(--hp-muted)" stroke-linecap="round" opacity="0.65"/>`,
  ].join('');
}

function legend(width: number): string {
  const bold = 'font-weight="600"';
  const [x, y] = width >= wide ? [168, 38] : [12, 58];
  return [
    words(12, 18, 'Level lines of f, and at the point', 'font-size="14" font-weight="600"', 'text'),
    words(12, 38, 'v', bold, 'text'),
    words(30, 38, 'the gradient ∇f', bold, 'second'),
    words(140, 38, 'Hv', bold, 'data'),
    words(x, y, 'Hv by TensorFlow.js alone (dashes)', bold, 'target'),
  ].join('');
}

function arrows({ landscape, point, direction, gradient, product, alone }: Curvature, map: Box): string {
  const { x: toX, y: toY } = scales(landscapeForm(landscape).domain, map);
  const from: Pair = [toX(point[0]), toY(point[1])];
  const draw = ([vx, vy]: Pair, scale: number, ...looks: [Parameters<typeof arrow>[2], string?]) =>
    arrow(from, [toX(point[0] + scale * vx), toY(point[1] + scale * vy)], ...looks);
  const ofSlope = scaleOf(gradient);
  const ofProducts = Math.min(scaleOf(product), scaleOf(alone.product));
  return [
    words(12, map.y - 18, `drawn lengths: v × 0.5, ∇f × ${told(ofSlope)}, Hv × ${told(ofProducts)}`),
    onMap(
      map,
      draw(gradient, ofSlope, 'second'),
      draw(alone.product, ofProducts, 'target', dashes),
      draw(product, ofProducts, 'data'),
      draw(direction, 0.5, 'text'),
    ),
    `<circle cx="${tenth(from[0])}" cy="${tenth(from[1])}" r="5" fill="var(--hp-text)"/>`,
  ].join('');
}

/** What is seen of an arrow ends soon after the map does: the section beside it has lines of its own. */
function onMap(map: Box, ...content: readonly string[]): string {
  const room = 14;
  const [x, y, w, h] = [map.x - room, map.y - room, map.width + 2 * room, map.height + 2 * room];
  return `<svg x="${x}" y="${y}" width="${w}" height="${h}" viewBox="${x} ${y} ${w} ${h}">${content.join('')}</svg>`;
}

/** What an arrow is multiplied by: one half, or less for a long one. */
const scaleOf = ([x, y]: Pair): number => Math.min(0.5, longest / Math.max(Math.hypot(x, y), Number.MIN_VALUE));

const told = (scale: number): string => String(Number(scale.toPrecision(2)));

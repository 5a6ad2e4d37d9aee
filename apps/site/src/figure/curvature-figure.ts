import { type Domain, landscapeForm } from '../form/landscapes.ts';
import type { Curvature, Pair } from '../worker/curvature/curvature.ts';
import { arrow } from './arrow.ts';
import { contour, type Grid, levelsOf } from './contours.ts';
import { axes, type Box, edges, linear, picture, tenth, words } from './plot.ts';
import { sectionPlot } from './section-plot.ts';
import { ticks } from './ticks.ts';

/** The picture's size, and where its map lies: the page puts a handle on the map. */
export const curvatureLayout = {
  width: 720,
  height: 440,
  map: { x: 34, y: 76, width: 330, height: 330 },
} as const satisfies { width: number; height: number; map: Box };

const { width, height, map } = curvatureLayout;
const lines = 13;
/** The longest arrow, in the map's units. */
const longest = 1.2;
/** Dashes, so that the two products are told apart without their colours. */
const dashes = 'stroke-dasharray="5 4"';

/** A map of the function with the point, v, the gradient and Hv; and the section along v with its parabolas. */
export function curvatureFigure(shown: Curvature): string {
  const fixed = [ground(shown), legend()].join('');
  return picture(width, height, `${fixed}<g id="moving">${arrows(shown)}${sectionPlot(shown)}</g>`);
}

const scales = ({ x, y }: Domain) => ({ x: linear(x, edges(map).x), y: linear(y, edges(map).y) });

function ground({ landscape, heights }: Curvature): string {
  const { domain } = landscapeForm(landscape);
  const grid: Grid = { side: Math.round(Math.sqrt(heights.length)), heights };
  const [toX, toY] = [linear([0, grid.side - 1], edges(map).x), linear([0, grid.side - 1], edges(map).y)];
  const d = levelsOf(grid, lines).flatMap((level) =>
    contour(grid, level).map(
      ([from, to]) => `M${tenth(toX(from[0]))} ${tenth(toY(from[1]))}L${tenth(toX(to[0]))} ${tenth(toY(to[1]))}`,
    ),
  );
  return [
    axes(map, { x: ticks(domain.x, 4), y: ticks(domain.y, 4) }, scales(domain)),
    `<path d="${d.join('')}" fill="none" stroke="var(--hp-muted)" stroke-linecap="round" opacity="0.65"/>`,
  ].join('');
}

function legend(): string {
  const bold = 'font-weight="600"';
  return [
    words(12, 18, 'Level lines of f, and at the point', 'font-size="14" font-weight="600"', 'text'),
    words(12, 38, 'v', bold, 'text'),
    words(30, 38, 'the gradient ∇f', bold, 'second'),
    words(140, 38, 'Hv', bold, 'data'),
    words(168, 38, 'Hv by TensorFlow.js alone (dashes)', bold, 'target'),
  ].join('');
}

function arrows({ landscape, point, direction, gradient, product, alone }: Curvature): string {
  const { x: toX, y: toY } = scales(landscapeForm(landscape).domain);
  const from: Pair = [toX(point[0]), toY(point[1])];
  const draw = ([vx, vy]: Pair, scale: number, ...looks: [Parameters<typeof arrow>[2], string?]) =>
    arrow(from, [toX(point[0] + scale * vx), toY(point[1] + scale * vy)], ...looks);
  const ofSlope = scaleOf(gradient);
  const ofProducts = Math.min(scaleOf(product), scaleOf(alone.product));
  return [
    words(12, 58, `drawn in these lengths: v × 0.5, ∇f × ${told(ofSlope)}, Hv × ${told(ofProducts)}`),
    onMap(
      draw(gradient, ofSlope, 'second'),
      draw(alone.product, ofProducts, 'target', dashes),
      draw(product, ofProducts, 'data'),
      draw(direction, 0.5, 'text'),
    ),
    `<circle cx="${tenth(from[0])}" cy="${tenth(from[1])}" r="5" fill="var(--hp-text)"/>`,
  ].join('');
}

/** What is seen of an arrow ends soon after the map does: the section beside it has lines of its own. */
function onMap(...content: readonly string[]): string {
  const room = 14;
  const [x, y, w, h] = [map.x - room, map.y - room, map.width + 2 * room, map.height + 2 * room];
  return `<svg x="${x}" y="${y}" width="${w}" height="${h}" viewBox="${x} ${y} ${w} ${h}">${content.join('')}</svg>`;
}

/** What an arrow is multiplied by: one half, or less for a long one. */
const scaleOf = ([x, y]: Pair): number => Math.min(0.5, longest / Math.max(Math.hypot(x, y), Number.MIN_VALUE));

const told = (scale: number): string => String(Number(scale.toPrecision(2)));

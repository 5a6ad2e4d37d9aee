import type { AlphaTraining } from '@hyperprior/experiments';
import { alphaDomain, alphaText, landmarkLines, landmarks, landmarkText, parabola } from './alpha-axis.ts';
import type { Layers } from './layers.ts';
import { dots, linePath } from './marks.ts';
import { type Box, type Legend, panel } from './panel.ts';
import { readable } from './readable.ts';
import { across, upwards } from './scales.ts';
import { element, round, type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

/** Heights over the minimum, with the start's as 1. */
const top = 3.4;
/** So many steps before are shown, ever fainter. */
const before = 20;

/** The latest step of a training on its parabola, and where those before it ended. */
export function stepPanel({ alphas, latest }: AlphaTraining, place: Box, theme: Theme): Layers {
  const legend: Legend = [
    ['start', theme.muted],
    ['end', theme.target],
    [`${before} steps before`, theme.data],
  ];
  return panel({ place, title: 'The latest step, on its parabola', legend, label: 'alpha', theme }, (box) => {
    const [x, y] = [across(alphaDomain, box), upwards([0, top], box)];
    const curve = parabola(top);
    const recent = Array.from(alphas.slice(-before - 1, -1), onParabola);
    const last = latest?.alpha ?? null;
    const heightOf = (alpha: number) => alpha * alpha;
    return {
      x: { scale: x, ticks: landmarks, format: landmarkText },
      y: { scale: y, ticks: [0, 1], format: (value) => (value === 0 ? 'min.' : 'start') },
      fixed:
        landmarkLines({ ...box, y: y(1), height: y(0) - y(1) }, x, theme) +
        linePath(curve.alphas, curve.heights, x, y, { stroke: theme.muted }) +
        dots([-1], [1], x, y, { fill: theme.muted, radius: 6 }),
      moving: [
        dots(recent, recent.map(heightOf), x, y, { fill: theme.data, radius: 3, opacity: 0.5 }),
        last === null ? '' : stepMark(onParabola(last), x, y, theme),
        words(latest, x(0), box, theme),
      ].join(''),
    };
  });
}

/** An alpha, held to where the parabola is drawn. */
const onParabola = (alpha: number): number => {
  const end = Math.sqrt(top);
  return Number.isNaN(alpha) ? alpha : Math.max(alphaDomain[0], Math.min(end, alpha));
};

type Position = (value: number) => number;

/** From the start to where the step ended. */
function stepMark(alpha: number, x: Position, y: Position, theme: Theme): Svg {
  const line = element('path', {
    d: `M${round(x(-1))} ${round(y(1))}L${round(x(alpha))} ${round(y(alpha * alpha))}`,
    stroke: theme.target,
    'stroke-width': 1.5,
    'stroke-dasharray': '4 3',
  });
  return line + dots([alpha], [alpha * alpha], x, y, { fill: theme.target, radius: 6 });
}

/** What the step was, in numbers, where the parabola leaves room. */
function words(latest: AlphaTraining['latest'], x: number, { y }: Box, theme: Theme): Svg {
  const style = { fill: theme.text, 'font-size': 12, 'text-anchor': 'middle' };
  if (latest === null) return text(x, y + 20, 'known with the next step', style);
  const { alpha, observed } = latest;
  const [start, end] = observed.losses;
  const large = { ...style, 'font-size': 16, 'font-weight': 600 };
  return (
    text(x, y + 20, `alpha ${alpha === null ? '–' : alphaText(alpha)}`, large) +
    text(x, y + 38, `a step of ${readable(observed.step)}`, style) +
    text(x, y + 54, `loss ${readable(start)} → ${readable(end)}`, style)
  );
}

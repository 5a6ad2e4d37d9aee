import type { LoggedRecord } from '@hyperprior/cockpit-alpha';
import type { Layers } from '../layers.ts';
import type { Box } from '../panel.ts';
import type { Theme } from '../theme.ts';
import { alphaHistogramPanel } from './alpha-histogram-panel.ts';
import { alphaPanel } from './alpha-panel.ts';
import { courseOf, latest, numbersIn } from './course.ts';
import { coursePanel, type Line, type Steps } from './course-panel.ts';
import { histogram2dPanel, histogramPanel } from './histogram-panels.ts';
import { alphaCourse, latestOf } from './latest-alphas.ts';
import { isCounts, isCounts2d, numberOf, overallNorm, overallSum } from './values.ts';

/** A panel that knows what it shows, and not yet where. */
type Panel = (place: Box, theme: Theme, isLowest: boolean) => Layers;

/** Panels under one heading. */
export interface Column {
  readonly heading: string;
  readonly panels: readonly Panel[];
}

/** The columns of a cockpit, without what a log has nothing of. */
export function columnsOf(records: readonly LoggedRecord[]): Column[] {
  const all = [stepSize(records), gradients(records), curvature(records), performance(records)];
  return all.filter(({ panels }) => panels.length > 0);
}

/** The courses of one panel, by the quantities' names, with their own names in it. */
type Named = readonly (readonly [quantity: string, name?: string])[];

const colours = ['data', 'target', 'second'] as const;

function courses(
  records: readonly LoggedRecord[],
  title: string,
  named: Named,
  read: (value: unknown) => number = numberOf,
): Panel[] {
  const lines = named.flatMap(([quantity, name], i): Line[] => {
    const course = courseOf(records, quantity, read);
    return course ? [{ course, name, colour: colours[i] }] : [];
  });
  return lines.length > 0
    ? [(place, theme, isLowest) => coursePanel({ title, lines, steps: stepsOf(records), isLowest }, place, theme)]
    : [];
}

const stepsOf = (records: readonly LoggedRecord[]): Steps => [records[0].step, records[records.length - 1].step];

function stepSize(records: readonly LoggedRecord[]): Column {
  const alphas = alphaCourse(records);
  const ofAlpha: Panel[] = alphas
    ? [
        (place, theme, isLowest) => alphaPanel(alphas, stepsOf(records), isLowest, place, theme),
        ...(latestOf(alphas).length > 0
          ? [(place: Box, theme: Theme) => alphaHistogramPanel(alphas, place, theme)]
          : []),
      ]
    : [];
  const ways: Named = [
    ['distance', 'from the start'],
    ['updateSize', 'each step'],
  ];
  return { heading: 'Step size', panels: [...ofAlpha, ...courses(records, 'Distance', ways, overallNorm)] };
}

function gradients(records: readonly LoggedRecord[]): Column {
  const tests: Named = [
    ['normTest', 'norm'],
    ['innerProductTest', 'along'],
    ['orthogonalityTest', 'across'],
  ];
  const one = latest(records, 'gradientHistogram', isCounts);
  const two = latest(records, 'gradientHistogram2d', isCounts2d);
  return {
    heading: 'Gradients',
    panels: [
      ...courses(records, 'Gradient norm', [['gradientNorm']], overallNorm),
      ...courses(records, 'Noise, by three tests', tests),
      ...courses(records, 'Signal to noise', [['meanGsnr']]),
      ...(one ? [(place: Box, theme: Theme) => histogramPanel(one, place, theme)] : []),
      ...(two ? [(place: Box, theme: Theme) => histogram2dPanel(two, place, theme)] : []),
    ],
  };
}

function curvature(records: readonly LoggedRecord[]): Column {
  return {
    heading: 'Curvature',
    panels: [
      ...courses(records, 'Trace of the Hessian', [['hessianTrace']], overallSum),
      ...courses(records, 'Its largest eigenvalue', [['hessianMaxEigenvalue']]),
      ...courses(records, "Takeuchi's criterion", [['tic']]),
    ],
  };
}

/** What has its place in other columns. */
const placed = new Set([
  ...['alpha', 'distance', 'updateSize', 'gradientNorm', 'normTest', 'innerProductTest', 'orthogonalityTest'],
  ...['meanGsnr', 'hessianTrace', 'hessianMaxEigenvalue', 'tic', 'loss'],
]);

/** How many numbers of the user's own are shown. */
const mostOwn = 3;

const titles = new Map([
  ['earlyStopping', 'Early stopping: above 0'],
  ['cabs', 'Batch size, by CABS'],
  ['time', 'Time, in seconds'],
]);

function performance(records: readonly LoggedRecord[]): Column {
  const own = numbersIn(records).filter((name) => !placed.has(name));
  return {
    heading: 'Performance',
    panels: [
      ...courses(records, 'Loss', [['loss']]),
      ...own.slice(0, mostOwn).flatMap((name) => courses(records, titles.get(name) ?? shortened(name), [[name]])),
    ],
  };
}

const shortened = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

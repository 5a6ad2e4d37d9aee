import { type FigureOptions, frameFigure } from '@hyperprior/figures';
import { comparisonFigure } from '../figure/comparison-figure.ts';
import type { Frame } from './protocol.ts';

/** Draws a frame's figure as SVG. In a worker it costs the page nothing. */
export const pictureOf = (frame: Frame, look: FigureOptions): string =>
  frame.kind === 'comparison' ? comparisonFigure(frame, look.width) : frameFigure(frame, look);

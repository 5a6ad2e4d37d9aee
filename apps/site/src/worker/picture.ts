import { basFigure, gatesFigure, type ThemeName } from '@hyperprior/figures';
import { comparisonFigure } from '../figure/comparison-figure.ts';
import type { Frame } from './protocol.ts';

/** A frame's figure as SVG. In a worker it costs the page nothing. */
export function pictureOf(frame: Frame, theme: ThemeName): string {
  if (frame.kind === 'bas') return basFigure(frame, { theme });
  return frame.kind === 'gates' ? gatesFigure(frame, { theme }) : comparisonFigure(frame);
}

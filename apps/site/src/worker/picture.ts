import { alphaCourseFigure, basFigure, gatesFigure, gbasFigure, type ThemeName } from '@hyperprior/figures';
import { comparisonFigure } from '../figure/comparison-figure.ts';
import type { Frame } from './protocol.ts';

/** A frame's figure as SVG. In a worker it costs the page nothing. */
export function pictureOf(frame: Frame, theme: ThemeName): string {
  switch (frame.kind) {
    case 'alpha':
      return alphaCourseFigure(frame, { theme });
    case 'bas':
      return basFigure(frame, { theme });
    case 'gbas':
      return gbasFigure(frame, { theme });
    case 'gates':
      return gatesFigure(frame, { theme });
    case 'comparison':
      return comparisonFigure(frame);
  }
}

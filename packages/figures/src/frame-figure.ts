import type { AlphaFrame, BasFrame, ChannelGatesFrame, GatesFrame, GbasFrame } from '@hyperprior/experiments';
import { alphaCourseFigure } from './alpha-course-figure.ts';
import { alphaFigure } from './alpha-figure.ts';
import { basFigure } from './bas-figure.ts';
import { channelGatesFigure } from './channel-gates-figure.ts';
import type { FigureOptions } from './figure-options.ts';
import { gatesFigure } from './gates-figure.ts';
import { gbasFigure } from './gbas-figure.ts';

/** Frame of any experiment. */
type AnyFrame = AlphaFrame | BasFrame | ChannelGatesFrame | GatesFrame | GbasFrame;

/** Figures by the kind of their frames. */
const figures: {
  readonly [Kind in AnyFrame['kind']]: (frame: Extract<AnyFrame, { kind: Kind }>, options?: FigureOptions) => string;
} = {
  alpha: (frame, options) => (frame.trainings.length === 1 ? alphaCourseFigure : alphaFigure)(frame, options),
  bas: basFigure,
  'channel-gates': channelGatesFigure,
  gates: gatesFigure,
  gbas: gbasFigure,
};

/** Draws the frame of any experiment as SVG. Throws a RangeError for a frame that no figure draws. */
export function frameFigure(frame: unknown, options?: FigureOptions): string {
  const kind = typeof frame === 'object' && frame !== null && 'kind' in frame ? String(frame.kind) : '';
  if (!Object.hasOwn(figures, kind))
    throw new RangeError(
      `frameFigure: 'frame' must have one of the kinds ${Object.keys(figures).join(', ')}, but got '${kind}'`,
    );
  return Reflect.get(figures, kind)(frame, options);
}

export { alphaCourseFigure } from './alpha-course-figure.ts';
export { alphaFigure } from './alpha-figure.ts';
export { basFigure, type FigureOptions } from './bas-figure.ts';
export { channelGatesFigure } from './channel-gates-figure.ts';
export { latestAlphas } from './cockpit/latest-alphas.ts';
export { cockpitFigure } from './cockpit-figure.ts';
export { gatesFigure } from './gates-figure.ts';
export { gbasFigure } from './gbas-figure.ts';
export type { ThemeName } from './theme.ts';

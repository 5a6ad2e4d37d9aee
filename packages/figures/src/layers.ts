import type { Svg } from './svg.ts';

/** A picture in two layers: what stays from frame to frame, and what moves above it. */
export interface Layers {
  readonly fixed: Svg;
  readonly moving: Svg;
}

/** Layers put over each other, fixed ones below all moving ones. */
export const stack = (...layers: readonly Layers[]): Layers => ({
  fixed: layers.map(({ fixed }) => fixed).join(''),
  moving: layers.map(({ moving }) => moving).join(''),
});

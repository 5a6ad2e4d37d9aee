import { Axis } from '../histogram/axis.ts';
import { type AxisOptions, axisNames, requireAxis } from '../histogram/axis-options.ts';
import { HistogramMeter } from '../histogram/histogram-meter.ts';
import type { Quantity } from '../quantity.ts';
import { requireOptions } from '../require.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import type { QuantityOptions } from '../single-step.ts';

/** How many values lie in each cell of a grid. */
export interface Histogram2d {
  /** By the bin of the gradient, then by that of the parameter. */
  readonly counts: readonly (readonly number[])[];
  readonly edges: readonly [gradient: readonly number[], parameter: readonly number[]];
}

export interface GradientHistogram2dOptions extends QuantityOptions {
  readonly gradient?: AxisOptions;
  readonly parameter?: AxisOptions;
}

/**
 * The joint histogram of all entries of all samples' gradients g_i, and of the parameters that they belong to, before
 * the step (Schneider, Dangel & Hennig, Cockpit, 2021). As dear as `gradientHistogram`. Null where a gradient is not
 * finite.
 */
export function gradientHistogram2d(options: GradientHistogram2dOptions = {}): Quantity<Histogram2d | null> {
  const schedule = scheduleOf('gradientHistogram2d', options, ['gradient', 'parameter']);
  const gradient = { bins: 40, range: [-1, 1] as const, ...options.gradient };
  const parameter = { bins: 50, range: [-2, 2] as const, ...options.parameter };
  for (const axis of [gradient, parameter]) requireOptions('gradientHistogram2d', axis, axisNames, '{ bins: 40 }');
  requireAxis('gradientHistogram2d', 'gradient.', gradient);
  requireAxis('gradientHistogram2d', 'parameter.', parameter);
  return {
    meter: () =>
      new HistogramMeter<Histogram2d>({
        schedule,
        axes: [new Axis(gradient), new Axis(parameter)],
        value: (counts, [ofGradient, ofParameter]) => ({
          counts: Array.from({ length: gradient.bins }, (_, i) =>
            counts.slice(i * parameter.bins, (i + 1) * parameter.bins),
          ),
          edges: [ofGradient, ofParameter],
        }),
      }),
  };
}

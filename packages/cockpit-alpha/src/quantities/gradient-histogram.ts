import { Axis } from '../histogram/axis.ts';
import { type AxisOptions, axisNames, requireAxis } from '../histogram/axis-options.ts';
import { HistogramMeter } from '../histogram/histogram-meter.ts';
import type { Quantity } from '../quantity.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import type { QuantityOptions } from '../single-step.ts';

/** How many values lie between each edge and the next. */
export interface Histogram {
  readonly counts: readonly number[];
  /** One more than counts. */
  readonly edges: readonly number[];
}

export interface GradientHistogramOptions extends QuantityOptions, AxisOptions {}

/**
 * The histogram of all entries of all samples' gradients g_i, of the samples' own losses (Schneider, Dangel & Hennig,
 * Cockpit, 2021). These are made, some samples at a time, so that memory does not grow with the batch; the time does:
 * it is the dearest of the quantities, and wants a sparse schedule. Null where a gradient is not finite.
 */
export function gradientHistogram(options: GradientHistogramOptions = {}): Quantity<Histogram | null> {
  const schedule = scheduleOf('gradientHistogram', options, axisNames);
  const { bins = 100, range = [-2, 2], adapt } = options;
  requireAxis('gradientHistogram', '', { bins, range, adapt });
  return {
    meter: () =>
      new HistogramMeter<Histogram>({
        schedule,
        axes: [new Axis({ bins, range, adapt })],
        value: (counts, [edges]) => ({ counts, edges }),
      }),
  };
}

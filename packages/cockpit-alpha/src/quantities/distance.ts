import { clone, keep, sub, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { normsOf } from '../norms/norms-of.ts';
import type { Meter, Quantity } from '../quantity.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import type { QuantityOptions } from '../single-step.ts';

/**
 * How far each variable is, before the step, from where it was when the cockpit was made. Holds the variables' values
 * of then: as much memory as they take.
 */
export function distance(options: QuantityOptions = {}): Quantity<number[]> {
  const schedule = scheduleOf('distance', options);
  return { meter: (variables) => distanceFrom(variables, schedule) };
}

function distanceFrom(variables: readonly Variable[], schedule: Schedule): Meter<number[]> {
  const start = new Map(variables.map((variable) => [variable.id, keep(clone<Tensor>(variable))]));
  return {
    needsSamples: false,
    isDue: schedule,
    measure: ({ before, variables: trained }) => ({
      tensors: [tidy(() => normsOf(before.map((value, i) => sub(value, start.get(trained[i].id) ?? value))))],
      value: (norms) => Array.from(norms),
    }),
    dispose() {
      for (const tensor of start.values()) tensor.dispose();
    },
  };
}

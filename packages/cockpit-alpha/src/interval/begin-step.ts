import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import { lengthOf } from '../norms/norms-of.ts';
import type { Observation } from '../observation.ts';
import { type Begun, disposeAll, keptAll } from './interval.ts';
import { type Seen, seenAlong } from './seen.ts';

/** Begins an interval of one step, whose direction is known at once: kept are the direction and two numbers a sample. */
export function beginStep(observation: Observation): Begun {
  const { variables, update, updateDirection } = observation;
  const { loss, slope, losses, slopes } = seenAlong(updateDirection, observation);
  const direction = keptAll(updateDirection);
  const scalars = keptAll<Scalar>([lengthOf(update), loss, slope]);
  const bySample = keptAll<Tensor1D>([losses, slopes]);
  const left = variables.map(({ dataId }) => dataId);
  return {
    ended(now) {
      if (now.before.some(({ dataId }, i) => dataId !== left[i]))
        throw new Error(
          `alpha: the variables were changed between the steps ${now.step - 1} and ${now.step} by something else, so that their losses do not lie on one step; let each change be a step of its own`,
        );
      const [length, startLoss, startSlope] = scalars;
      const start: Seen = { loss: startLoss, slope: startSlope, losses: bySample[0], slopes: bySample[1] };
      return { length, start, end: seenAlong(direction, now) };
    },
    release: () => disposeAll([...direction, ...scalars, ...bySample]),
  };
}

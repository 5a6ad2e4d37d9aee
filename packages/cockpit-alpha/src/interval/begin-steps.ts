import { sub } from '@tensorflow/tfjs-core';
import { lengthOf, unitOf } from '../norms/norms-of.ts';
import type { Observation } from '../observation.ts';
import { heldSamples } from './held-samples.ts';
import { type Begun, disposeAll, keptAll } from './interval.ts';
import { seenAlong, seenFrom } from './seen.ts';

/**
 * Begins an interval of several steps, whose direction is known at its end: kept are the variables, the gradient and
 * those of the samples.
 */
export function beginSteps({ before, loss, gradient, separable }: Observation): Begun {
  const from = keptAll(before);
  const slope = keptAll(gradient);
  const [startLoss] = keptAll([loss]);
  const samples = separable && heldSamples(separable);
  return {
    ended(now) {
      const way = now.before.map((each, i) => sub(each, from[i]));
      const length = lengthOf(way);
      const direction = unitOf(way, length);
      const start = seenFrom(direction, { loss: startLoss, gradient: slope, samples });
      return { length, start, end: seenAlong(direction, now) };
    },
    release() {
      disposeAll([...from, ...slope, startLoss]);
      samples?.release();
    },
  };
}

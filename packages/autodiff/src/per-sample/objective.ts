import { clone, mean, type Scalar, Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { attempt } from '../attempt.ts';
import { tapeState } from '../tape/tape-node.ts';
import { watchKernels } from '../tape/watch-kernels.ts';
import { averagedLosses } from './averaged-losses.ts';
import { Reduced } from './reduced.ts';
import { ownVector } from './require-losses.ts';

/** A scalar, and the losses that it is the mean of. */
export interface Objective {
  readonly value: Scalar;
  readonly losses: Tensor1D | Error;
  readonly penalty: Tensor | null;
}

/** Runs a function of losses, while it is recorded: it returns the samples' losses, or a mean of them. */
export function objectiveOf(run: () => Tensor): Objective {
  const reduced = new Reduced();
  try {
    const losses = watchKernels((call) => reduced.see(call), run);
    return isMean(losses) ? ofMean(losses, reduced) : ofSamples(losses);
  } finally {
    reduced.release();
  }
}

const isMean = (losses: unknown): losses is Scalar =>
  losses instanceof Tensor && losses.rank === 0 && losses.dtype === 'float32';

function ofMean(objective: Scalar, reduced: Reduced): Objective {
  const averaged = reduced.held(() =>
    averagedLosses(objective, { nodes: tapeState().activeTape, acrossFirst: reduced.acrossFirst }),
  );
  return { value: clone(objective), ...(averaged ?? { losses: noAverage(), penalty: null }) };
}

function ofSamples(losses: Tensor): Objective {
  const vector = attempt(() => ownVector('batchDerivatives', losses));
  if (vector instanceof TypeError || losses.size === 0) throw vector;
  return { value: mean(losses), losses: vector, penalty: null };
}

const noAverage = (): Error =>
  new RangeError(
    "batchDerivatives: 'losses' must return the losses of the samples, of shape [batch], or a mean of them, which may be scaled and added to other means over the same samples and to penalties on the variables, but returned a scalar that is made in another way",
  );

/** Those of its tensors that are there. */
export const tensorsOf = ({ value, losses, penalty }: Objective): Tensor[] =>
  [value, losses, penalty].filter((each) => each instanceof Tensor);

import { dispose, div, type Scalar, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { attempt } from '../attempt.ts';
import { inTheOpen } from '../install/in-the-open.ts';
import { one, orZeros } from '../operators/seeds.ts';
import { requireFunction, requireHeld, requireSameShapes } from '../require.ts';
import { backpropagate } from '../tape/backpropagate.ts';
import { usedOf } from '../tape/path.ts';
import { type Recording, record } from '../tape/record.ts';
import { tidied } from '../tape/tidied.ts';
import { type Capture, capture } from './capture.ts';
import { gaussNewtonProduct } from './gauss-newton.ts';
import { type Objective, objectiveOf, tensorsOf } from './objective.ts';
import { perSampleOf } from './per-sample-of.ts';
import type { PerSample } from './quantities.ts';
import { requireVariables } from './require-losses.ts';
import type { Weight } from './weight.ts';
import { withPenalty } from './with-penalty.ts';

/** What one pass over a batch tells of its mean loss. */
export interface BatchDerivatives {
  /** The mean loss, with what was added to it. */
  readonly loss: Scalar;
  /** Its gradient by each variable; null where it does not depend on one. */
  readonly gradient: readonly (Tensor | null)[];
  /** The samples' losses and gradients, or why they cannot be told apart; null where nobody asked. */
  readonly samples: PerSample | Error | null;
  /** The mean loss's Hessian times a vector with a tensor for each variable; only where it was asked for. */
  hessianProduct(vector: readonly Tensor[]): Tensor[];
  /**
   * The Gauss-Newton matrix of the mean loss times a vector, by an output that the losses made of the variables, such as the
   * logits; only where the Hessian was asked for.
   */
  gaussNewtonProduct(output: Tensor, vector: readonly Tensor[]): Tensor[];
  /** Frees all that is held. In a `tidy` this happens at its end by itself. */
  dispose(): void;
}

/** What shall be known besides the loss and its gradient. */
export interface BatchOptions {
  /** Whether gradients are wanted sample by sample. */
  readonly samples?: boolean;
  /** Whether the gradient shall be differentiated again. */
  readonly hessian?: boolean;
}

/**
 * The mean loss of a batch, its gradient, and what one forward and one backward pass tell besides: the gradients sample by
 * sample as `perSample` has them, and products with the Hessian, each one backward pass more (Pearlmutter 1994).
 * `losses` runs once, whatever is wanted of it, and samples that cannot be told apart are no failure: the gradient is there.
 * @param losses returns the losses of the samples, of shape [batch]; or their mean, a scalar made by `tf.mean`, `tf.losses`
 * or the training of a layers model, to which penalties on the variables may have been added: the samples are then found
 * by what the mean is of, along its first axis, and each one's loss includes the penalties
 * @param variables the variables to differentiate by, or the `trainableWeights` of a layers model; float32
 */
export function batchDerivatives(
  losses: () => Tensor,
  variables: readonly (Tensor | Weight)[],
  { samples: isBySample = true, hessian: isTwice = false }: BatchOptions = {},
): BatchDerivatives {
  requireFunction('batchDerivatives', 'losses', losses);
  const sources = requireVariables('batchDerivatives', variables);
  const captured = capture(() => (isTwice ? inTheOpen(() => objectiveOf(losses)) : objectiveOf(losses)), sources);
  try {
    return measured(captured, sources, { isBySample, isTwice });
  } catch (error) {
    captured.release();
    dispose(tensorsOf(captured.value));
    throw error;
  }
}

function measured(
  captured: Capture<Objective>,
  variables: readonly Variable[],
  { isBySample, isTwice }: { isBySample: boolean; isTwice: boolean },
): BatchDerivatives {
  const samples = isBySample ? attempt(() => samplesOf(captured, variables)) : null;
  const objective = captured.value.value;
  const backward = isTwice ? record(() => gradientOf(captured, objective, variables)) : null;
  const isKnown = samples !== null && !(samples instanceof Error);
  const gradient =
    backward?.value ??
    (isKnown ? meanGradient(samples, usedBy(captured, variables)) : gradientOf(captured, objective, variables));
  captured.handToScope();
  backward?.handToScope();
  const isHeld = () => captured.isHeld() && (backward?.isHeld() ?? true);
  const requireTwice = (name: string, vector: readonly Tensor[]) => {
    if (!isTwice) throw new Error(`${name}: needs \`hessian: true\` among batchDerivatives' options`);
    requireHeld(name, 'batchDerivatives', isHeld());
    return requireSameShapes(name, 'vector', vector, 'variables', variables);
  };
  return {
    loss: objective,
    gradient,
    samples,
    hessianProduct(vector) {
      const along = requireTwice('hessianProduct', vector);
      return tidied(() => orZeros(backward ? twice(captured, backward, variables, along) : [], variables, along));
    },
    gaussNewtonProduct(output, vector) {
      const along = requireTwice('gaussNewtonProduct', vector);
      const composition = { nodes: captured.nodes, variables, output, objective };
      return tidied(() => orZeros(gaussNewtonProduct(composition, along), variables, along));
    },
    dispose() {
      if (samples && !(samples instanceof Error)) samples.dispose();
      captured.release();
      backward?.release();
      dispose([...tensorsOf(captured.value), ...gradient.flatMap((each) => each ?? [])]);
    },
  };
}

function samplesOf(captured: Capture<Objective>, variables: readonly Variable[]): PerSample {
  const { losses, penalty } = captured.value;
  if (losses instanceof Error) throw losses;
  const samples = perSampleOf(captured, losses, variables);
  if (!penalty) return samples;
  const gradient = tidied(() => orZeros(gradientOf(captured, penalty, variables), variables));
  return withPenalty(samples, { value: penalty, gradient });
}

const gradientOf = ({ nodes }: Capture, value: Tensor, variables: readonly Variable[]): (Tensor | null)[] =>
  tidied(() => backpropagate(nodes, variables, [value], [one()]));

const usedBy = ({ nodes, value }: Capture<Objective>, variables: readonly Variable[]): boolean[] => {
  const used = usedOf(nodes, variables, [value.value]);
  return variables.map((variable) => used.has(variable));
};

const meanGradient = (samples: PerSample, isUsed: readonly boolean[]): (Tensor | null)[] =>
  tidied(() => samples.total().map((total, i) => (isUsed[i] ? div(total, samples.losses.size) : null)));

/** The gradient of ⟨gradient, vector⟩, through the backward pass and the forward pass that it came from. */
function twice(
  forward: Capture,
  backward: Recording<(Tensor | null)[]>,
  variables: readonly Variable[],
  vector: readonly Tensor[],
): (Tensor | null)[] {
  const used = backward.value.flatMap((gradient, i) => (gradient ? [{ gradient, along: vector[i] }] : []));
  return backpropagate(
    [...forward.nodes, ...backward.nodes],
    variables,
    used.map(({ gradient }) => gradient),
    used.map(({ along }) => along),
  );
}

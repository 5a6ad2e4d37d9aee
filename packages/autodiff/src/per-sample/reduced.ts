import { keep, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { unrecorded } from '../tape/is-recording.ts';
import { type Revival, revived } from '../tape/revived.ts';
import { inputsOf } from '../tape/tape-node.ts';
import type { KernelCall } from '../tape/watch-kernels.ts';
import { combiningKernels } from './linear-terms.ts';
import { axesOf } from './operation.ts';

/** Kernels that make a mean over samples, scale it and add to it. */
const kernels = ['Mean', 'Sum', ...combiningKernels];

/**
 * What single numbers have been made of. An operation of TF.js that makes one as its last step, such as those of
 * `tf.losses`, has disposed that by the time it returns.
 */
export class Reduced {
  /** The ids of sums and means, other than single numbers, that were taken over a first axis among others. */
  readonly acrossFirst = new Set<number>();
  readonly #all: Revival[] = [];

  see({ name, inputs, attributes, outputs: [output] }: KernelCall): void {
    if (!kernels.includes(name)) return;
    if (output.size !== 1) {
      const isReduction = name === 'Mean' || name === 'Sum';
      if (isReduction && axesOf({ attributes }, 'axis', inputs.x as Tensor).includes(0))
        this.acrossFirst.add(output.id);
      return;
    }
    for (const [, tensor] of inputsOf({ inputs }))
      this.#all.push({ tensor, values: unrecorded(() => keep(reshape(tensor, tensor.shape))) });
  }

  /** Runs work with all of them there. */
  held<Value>(work: () => Value): Value {
    return revived(this.#all, work);
  }

  release(): void {
    for (const { values } of this.#all) values.dispose();
  }
}

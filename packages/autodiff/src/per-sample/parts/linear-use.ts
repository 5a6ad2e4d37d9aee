import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { Layout } from '../layout.ts';
import type { Part } from './part.ts';

/** A variable as one input of an operation that is linear in it. */
export interface LinearUse {
  /** The shape in which the operation sees the variable. */
  readonly seenAs: readonly number[];
  readonly attributes: NamedAttrMap;
  /** The inputs that are no variables. */
  readonly kept: Readonly<Record<string, Tensor>>;
  readonly output: Tensor;
  /** Where the samples lie in the output. */
  readonly layout: Layout;
}

/** Makes the part of a use, once the gradient by its output is known; null where the use is of another kind. */
export type PartOf = (use: LinearUse) => ((dy: Tensor) => Part) | null;

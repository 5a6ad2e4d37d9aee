import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

/** What a histogram of gradients is made of. */
export interface Counted {
  /** How many entries each bin has; those of a joint histogram by the gradient's bin, then by the parameter's. */
  readonly counts: Tensor1D;
  /** The largest size of an entry: [1]. */
  readonly largest: Tensor1D;
}

/** Where the entries of a variable's gradients are counted. */
export interface Bins {
  /** [low, high] of the gradient's axis, on the device. */
  readonly range: Tensor;
  readonly bins: number;
  /** The bin of each parameter, float32, where the histogram is of both. */
  readonly rows: Tensor | null;
  /** How many bins the parameters have; 1 where the histogram is of the gradients alone. */
  readonly rowBins: number;
}

/** The same to a kernel. */
export type BinNumbers = Pick<Bins, 'bins' | 'rowBins'>;

/** Adam's settings (Kingma & Ba 2015, Algorithm 1). */
export interface AdamOptions {
  /** Step size α, at least 0. */
  readonly learningRate: number;
  /** Decay of the mean of the gradients, in [0, 1). */
  readonly beta1?: number;
  /** Decay of the mean of their squares, in [0, 1). */
  readonly beta2?: number;
  /** Added to the root of the corrected second moment, as PyTorch does (whose default is 1e-8), at least 0. */
  readonly epsilon?: number;
}

/** Fills in the defaults; throws when a value is out of range. */
export function checkAdamOptions(options: AdamOptions): Required<AdamOptions> {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(
      `adam: the options must be an object, such as { learningRate: 0.001 }, but got ${String(options)}`,
    );
  const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  checkLearningRate('adam', learningRate);
  checkDecay('beta1', beta1);
  checkDecay('beta2', beta2);
  if (!(epsilon >= 0 && epsilon < Number.POSITIVE_INFINITY))
    throw new RangeError(`adam: 'epsilon' must be a finite number of at least 0, but got ${epsilon}`);
  return { learningRate, beta1, beta2, epsilon };
}

export function checkLearningRate(where: string, learningRate: number): void {
  if (!(learningRate >= 0 && learningRate < Number.POSITIVE_INFINITY))
    throw new RangeError(`${where}: 'learningRate' must be a finite number of at least 0, but got ${learningRate}`);
}

function checkDecay(name: string, decay: number): void {
  if (!(decay >= 0 && decay < 1))
    throw new RangeError(`adam: '${name}' must be at least 0 and less than 1, but got ${decay}`);
}

import type { LoggedRecord } from '@hyperprior/cockpit-alpha';
import type {
  AlphaFrame,
  AlphaTraining,
  BasFrame,
  ChannelGatesFrame,
  ChannelPoint,
  GatesFrame,
  GateVariant,
  GateVariantState,
  GbasFrame,
  PriorDescription,
} from '@hyperprior/experiments';

/** 257 points from 0 to 1. */
const grid = Float64Array.from({ length: 257 }, (_, i) => i / 256);

/** Beta(1/2, 1/2): a density that is infinite at both ends, and a cdf in closed form. */
const arcsine: BasFrame['target'] = {
  label: 'beta(a = 0.5, b = 0.5)',
  domain: [0, 1],
  x: grid,
  cdf: grid.map((x) => (2 / Math.PI) * Math.asin(Math.sqrt(x))),
  pdf: grid.map((x) => 1 / (Math.PI * Math.sqrt(x * (1 - x)))),
};

/** A batch on its way from the uniform distribution to the arcsine one. */
export function basFrame(step: number, changed: Partial<BasFrame> = {}): BasFrame {
  const [count, steps] = [200, 20];
  const losses = Float64Array.from({ length: step + 1 }, (_, i) => 0.02 * 0.8 ** i);
  const progress = step / (steps - 1);
  const points = Float32Array.from({ length: count }, (_, i) => {
    const uniform = (((i * 89) % count) + 0.5) / count;
    return (1 - progress) * uniform + progress * Math.sin((Math.PI / 2) * uniform) ** 2;
  });
  return { kind: 'bas', step, steps, loss: losses[step], points, losses, target: arcsine, ...changed };
}

/** A variant after some epochs; with `finished` it has a result. */
export function variantState(
  name: GateVariant,
  epoch: number,
  { finished = false, changed = {} }: { finished?: boolean; changed?: Partial<GateVariantState> } = {},
): GateVariantState {
  const history = Array.from({ length: epoch }, (_, i) => ({
    epoch: i + 1,
    trainLoss: 1 / (i + 1),
    validationAccuracy: 0.95 - 0.2 / (i + 1),
    openShare: 0.4 + 0.5 / (i + 1),
    conditionalShare: 0.8,
  }));
  return {
    name,
    label: `Variant ${name}`,
    running: !finished,
    epoch,
    history,
    openShares: Float32Array.of(0, 0.02, 0.4, 0.6, 1),
    probabilities: Float32Array.from({ length: 300 }, (_, i) => Math.sin((Math.PI * i) / 600) ** 2),
    ...(finished
      ? {
          result: {
            accuracy: 0.956,
            openShare: 0.41,
            conditionalShare: 1,
            multiplicationsSaved: -0.063,
            shuffledAccuracy: 0.743,
          },
        }
      : {}),
    ...changed,
  };
}

/** The variants asked for, with the states given. */
export function gatesFrame(asked: GateVariant[], variants: GateVariantState[]): GatesFrame {
  return {
    kind: 'gates',
    seed: 0,
    epoch: 3,
    epochs: 10,
    asked,
    labels: { plain: 'Variant plain', l1: 'Variant l1', mean: 'Variant mean', bas: 'Variant bas' },
    variants,
    prior: { label: arcsine.label, mean: 0.5, x: arcsine.x, cdf: arcsine.cdf },
  };
}

/** Dimensions on their way from the uniform distribution to the arcsine one, and their means. */
export function gbasFrame(step: number, changed: Partial<GbasFrame> = {}): GbasFrame {
  const { points, target, losses, steps } = basFrame(step);
  return {
    kind: 'gbas',
    step,
    steps,
    loss: 2 * losses[step],
    losses: { total: losses.map((loss) => 2 * loss), prior: losses, hyperprior: losses.map((loss) => loss / 10) },
    family: 'beta',
    x: target.x,
    dimensions: [0, 1, 2, 3, 4, 5].map((index) => ({ index, points, cdf: target.cdf })),
    means: Float64Array.from({ length: 30 }, (_, i) => (i + 0.5) / 30),
    hyperprior: { label: 'beta(a = 0.5, b = 0.5)', cdf: target.cdf, pdf: target.pdf },
    ...changed,
  };
}

/** A channel-gates frame after the fourth of six epochs of its third training. */
export function channelGatesFrame(changed: Partial<ChannelGatesFrame> = {}): ChannelGatesFrame {
  const point = (setting: number, multiplications: number, accuracy: number): ChannelPoint => ({
    setting,
    multiplications,
    accuracy,
    openShare: setting,
    layers: [setting, setting],
    conditionalShare: 0.5,
    shuffledAccuracy: 0.6,
    time: { whole: 0.25, skipping: 0.1 + multiplications / 5, samples: 200 },
  });
  return {
    kind: 'channel-gates',
    training: {
      index: 7,
      method: 'l0',
      setting: 0.5,
      epoch: 4,
      epochs: 6,
      trainLoss: 0.3,
      validationAccuracy: 0.953,
      openShares: Float32Array.from({ length: 8 }, (_, i) => i / 7),
      layers: [4, 4],
    },
    finished: 3,
    trainings: 5,
    ungated: { accuracy: 0.975, multiplications: 772_000 },
    curves: [
      { method: 'gbas', label: 'Learned priors (gBaS)', points: [point(0.3, 0.35, 0.966), point(0.1, 0.2, 0.958)] },
      { method: 'l0', label: 'L0 penalty', points: [] },
    ],
    ...changed,
  };
}

/** A training after so many steps, the alphas of which lie around one. */
export function alphaTraining(rate: number, alpha: number, steps: number): AlphaTraining {
  const alphas = Float64Array.from({ length: Math.max(0, steps - 1) }, (_, i) => alpha + 0.3 * Math.sin(7 * i));
  const losses: [number, number] = [0.5, 0.4];
  const observed = { step: 0.1, losses, slopes: losses, lossVariances: losses, slopeVariances: losses };
  return {
    rate,
    diverged: null,
    rates: new Float64Array(steps).fill(rate),
    losses: Float64Array.from({ length: steps }, (_, i) => 2 * 0.9 ** i),
    alphas,
    medians: alphas.map(() => alpha),
    spread: steps > 1 ? { median: alpha, low: alpha - 0.2, high: alpha + 0.2 } : null,
    latest: steps > 1 ? { since: steps - 2, alpha, fit: [0.5, -1, 2], observed } : null,
    accuracies: [
      { step: 0, accuracy: 0.1 },
      { step: steps, accuracy: 0.923 },
    ],
    records: [],
  };
}

/** Three learning rates of which the last has diverged, the longest one in the middle. */
export function alphaFrame(steps: number, changed: Partial<AlphaFrame> = {}): AlphaFrame {
  const lost = { diverged: 2, losses: Float64Array.of(2, 5, 40), spread: null, alphas: Float64Array.of(1.2, 9) };
  return {
    kind: 'alpha',
    step: steps - 1,
    steps: 40,
    optimizer: 'sgd',
    widths: [784, 128, 64, 10],
    batchSize: 128,
    trainings: [
      alphaTraining(0.01, -0.8, steps),
      { ...alphaTraining(2, 1.4, 3), ...lost },
      alphaTraining(0.1, 0.25, steps),
    ],
    ...changed,
  };
}

/** A log of so many steps. */
export const log = (steps: number, values: (step: number) => Record<string, unknown>, problems = {}): LoggedRecord[] =>
  Array.from({ length: steps }, (_, step) => ({ step, values: values(step), problems }));

export const wave = (step: number) => Math.sin(step * 0.7);

export const gradientHistogram = { counts: [1, 50, 900, 40, 0], edges: [-1, -0.5, 0, 0.5, 1, 1.5] };
const gradientHistogram2d = {
  counts: [
    [1, 2],
    [30, 0],
    [5, 6],
  ],
  edges: [
    [-1, 0, 1, 2],
    [-2, 0, 2],
  ],
};

/** What the presets measure, and a number of the user's own. */
export const everything = (step: number) => ({
  ...(step > 0 && { alpha: { since: step - 1, alpha: 0.2 + 0.3 * wave(step), fit: null } }),
  distance: [step, 2 * step],
  updateSize: [0.01, 0.02 + 0.01 * wave(step)],
  gradientNorm: [3, 4 + wave(step)],
  normTest: 1 + 0.1 * wave(step),
  innerProductTest: step === 3 ? null : 0.2,
  orthogonalityTest: 0.9,
  meanGsnr: 0.01,
  gradientHistogram,
  gradientHistogram2d,
  hessianTrace: [5, 7],
  hessianMaxEigenvalue: 3 - wave(step),
  tic: 0.4,
  loss: 2.3 * Math.exp(-step / 10),
  accuracy: 0.9,
});

/** A log of all that the presets measure, with some alphas beyond the axis. */
export const cockpitLog = (steps: number): LoggedRecord[] =>
  log(steps, (step) => ({
    ...everything(step),
    ...(step % 20 === 7 && { alpha: 5 }),
    ...(step % 20 === 9 && { alpha: -3 }),
  }));

const quantilesAt = (values: readonly [low: number, median: number, high: number]) =>
  [0.05, 0.5, 0.95].map((p, i) => ({ p, x: values[i] }));

/** Beta(1/2, 1/2), described. */
export const arcsinePrior: PriorDescription = {
  ...arcsine,
  kind: 'continuous',
  support: [0, 1],
  mean: 0.5,
  variance: 1 / 8,
  quantiles: quantilesAt([0.0062, 0.5, 0.9938]),
};

/** Binomial of four trials, described. */
export const binomialPrior: PriorDescription = {
  label: 'binomial(trials = 4, p = 0.3)',
  kind: 'discrete',
  support: [0, 4],
  domain: [0, 4],
  mean: 1.2,
  variance: 0.84,
  quantiles: quantilesAt([0, 1, 3]),
  x: Float64Array.of(0, 1, 2, 3, 4),
  pdf: Float64Array.of(0.2401, 0.4116, 0.2646, 0.0756, 0.0081),
  cdf: Float64Array.of(0.2401, 0.6517, 0.9163, 0.9919, 1),
};

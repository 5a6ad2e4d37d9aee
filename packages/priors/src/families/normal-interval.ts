import { gaussLegendre } from '@hyperprior/numerics';

/** Gauss-Legendre rules, each with the largest fall of the density, as a logarithm, over which it is exact. */
const rules = [
  { fall: 1, ...gaussLegendre(12) },
  { fall: 8, ...gaussLegendre(24) },
  { fall: 45, ...gaussLegendre(48) },
];

/** From its mode the density is followed until it has fallen by exp(-deepest): the rest adds less than a rounding. */
const deepest = 45;

/**
 * The normal distribution between two points, as a quadrature around its mode, the point nearest to the mean. All of
 * its terms are positive and relative to the mode, so nothing cancels or underflows at any distance from the mean.
 * Lengths are in standard deviations.
 */
export class NormalInterval {
  /** The point of the interval where the density is largest. */
  mode = Number.NaN;
  /** The standardised mode. */
  centre = Number.NaN;
  /** Integral of φ(u) / φ(centre) over the interval. */
  mass = Number.NaN;
  /** Mean of t = u - centre. */
  first = Number.NaN;
  /** Mean of t². */
  second = Number.NaN;
  private count = 0;
  private readonly offsets = new Float64Array(96);
  private readonly weights = new Float64Array(96);
  private readonly mean: number;
  private readonly std: number;

  constructor(mean: number, std: number) {
    this.mean = mean;
    this.std = std;
  }

  /** Sets the ends, `from` < `to`. */
  reset(from: number, to: number): this {
    this.mode = Math.min(Math.max(this.mean, from), to);
    this.centre = (this.mode - this.mean) / this.std;
    this.count = 0;
    this.mass = 0;
    if (from < this.mode) this.addSide((this.mode - from) / this.std, -1);
    if (to > this.mode) this.addSide((to - this.mode) / this.std, 1);
    this.first = this.expectation((t) => t);
    this.second = this.expectation((t) => t * t);
    return this;
  }

  /** Mean of h(t), t = u - centre. */
  expectation(h: (t: number) => number): number {
    let sum = 0;
    for (let i = 0; i < this.count; i++) sum += this.weights[i] * h(this.offsets[i]);
    return sum / this.mass;
  }

  /** The part of the mode's density that is lost over the interval on average, from 0 to 1: 1 - mass / length. */
  lack(length: number): number {
    return this.expectation((t) => Math.expm1(t * (this.centre + 0.5 * t))) * (this.mass / length);
  }

  /** log φ(mode) - log φ(x) */
  fallTo(x: number): number {
    const { mean, std, mode } = this;
    return x === mode ? 0 : 0.5 * ((x - mode) / std) * ((x - mean) / std + (mode - mean) / std);
  }

  /** z(x) - E u */
  deviation(x: number): number {
    return (x - this.mode) / this.std - this.first;
  }

  /** z(x)² - E u² */
  squareDeviation(x: number): number {
    const distance = (x - this.mode) / this.std;
    return 2 * this.centre * (distance - this.first) + (distance * distance - this.second);
  }

  private addSide(length: number, sign: 1 | -1): void {
    const steepness = Math.abs(this.centre);
    const reach = (2 * deepest) / (Math.hypot(steepness, Math.sqrt(2 * deepest)) + steepness);
    const end = Math.min(length, reach);
    const fall = end * (steepness + 0.5 * end);
    const { nodes, weights } = rules.find((rule) => fall <= rule.fall) ?? rules[rules.length - 1];
    for (let i = 0; i < nodes.length; i++) {
      const t = end * nodes[i];
      const weight = end * weights[i] * Math.exp(-t * (steepness + 0.5 * t));
      this.offsets[this.count] = sign * t;
      this.weights[this.count++] = weight;
      this.mass += weight;
    }
  }
}

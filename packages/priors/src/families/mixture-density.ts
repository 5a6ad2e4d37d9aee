import type { Density, SecondDerivatives } from '../family.ts';
import { invert } from '../invert.ts';
import type { Component } from './component.ts';
import { mixtureSecond } from './mixture-second.ts';

/** The numbers core of a mixture: F = Σ s_k F_k with the shares s_k = w_k / Σ w. */
export const mixtureDensity = (weights: readonly number[], components: readonly Component[]): Density =>
  new MixtureDensity(weights, components);

class MixtureDensity implements Density {
  private readonly weights: readonly number[];
  private ownSecond: SecondDerivatives | null = null;
  private readonly components: readonly Component[];
  private readonly total: number;
  private readonly shares: readonly number[];
  private readonly logShares: readonly number[];
  private readonly count: number;
  /** What each component answered. */
  private readonly parts: readonly Float64Array[];
  /** The logarithms of a sum's terms, and each one's part of the sum. */
  private readonly logs: Float64Array;
  private readonly posterior: Float64Array;

  constructor(weights: readonly number[], components: readonly Component[]) {
    this.components = components;
    this.weights = weights;
    this.total = weights.reduce((sum, weight) => sum + weight, 0);
    this.shares = weights.map((weight) => weight / this.total);
    this.logShares = this.shares.map(Math.log);
    this.count = components.reduce((sum, { count }) => sum + count, weights.length);
    this.parts = components.map(({ count }) => new Float64Array(4 + 2 * count));
    this.logs = new Float64Array(weights.length);
    this.posterior = new Float64Array(weights.length);
  }

  cdfValue(x: number, out: Float64Array): void {
    out.fill(0, 0, 3);
    for (let k = 0; k < this.components.length; k++) {
      const part = this.parts[k];
      this.components[k].density.cdfValue(x, part);
      for (let i = 0; i < 3; i++) out[i] += this.shares[k] * part[i];
    }
  }

  cdf(x: number, out: Float64Array): void {
    out.fill(0, 0, 3 + this.count);
    for (let k = 0; k < this.components.length; k++) {
      const { density, from, count } = this.components[k];
      const [part, share] = [this.parts[k], this.shares[k]];
      density.cdf(x, part);
      for (let i = 0; i < 3; i++) out[i] += share * part[i];
      for (let i = 0; i < count; i++) out[3 + from + i] = share * part[3 + i];
    }
    // ∂F/∂w_k = (F_k - F) / Σ w, by the tail that is smaller.
    const tail = out[0] <= out[1] ? 0 : 1;
    const scale = (tail === 0 ? 1 : -1) / this.total;
    for (let k = 0; k < this.components.length; k++) out[3 + k] = scale * this.excess(k, (j) => this.parts[j][tail]);
  }

  logCdf(x: number, out: Float64Array): void {
    for (let k = 0; k < this.components.length; k++) this.components[k].density.logCdf(x, this.parts[k]);
    for (const tail of [0, 1]) this.writeLogSum(out, tail, 2);
    sharpenLarger(out);
  }

  logCdfValue(x: number, out: Float64Array): void {
    for (let k = 0; k < this.components.length; k++) this.components[k].density.logCdfValue(x, this.parts[k]);
    for (const tail of [0, 1]) out[tail] = this.logSum(tail);
    sharpenLarger(out);
  }

  logPdf(x: number, out: Float64Array): void {
    for (let k = 0; k < this.components.length; k++) this.components[k].density.logPdf(x, this.parts[k]);
    this.writeLogSum(out, 0, 1);
  }

  quantile(p: number): number {
    const quantiles = this.components.map(({ density }) => density.quantile(p));
    const [low, high] = [Math.min(...quantiles), Math.max(...quantiles)];
    if (!(p > 0 && p < 1)) return p <= 0 ? low : high;
    return this.firstWith(p, low, invert(this, p, low, high));
  }

  get second(): SecondDerivatives {
    this.ownSecond ??= mixtureSecond(this, this.weights, this.components);
    return this.ownSecond;
  }

  /** The least x' <= x with F(x') >= p: on a flat part of F, between components, its lower end. */
  private firstWith(p: number, low: number, x: number): number {
    const out = new Float64Array(3);
    const reaches = (at: number) => {
      this.cdfValue(at, out);
      return p <= 0.5 ? out[0] >= p : out[1] <= 1 - p;
    };
    if (!reaches(x) || out[2] > 0) return x;
    let [left, right] = [low, x];
    if (reaches(left)) return left;
    for (let middle = left + (right - left) / 2; middle > left && middle < right; middle = left + (right - left) / 2) {
      if (reaches(middle)) right = middle;
      else left = middle;
    }
    return right;
  }

  /**
   * The logarithm of a sum over the components and its derivatives, which are those of the components, each weighed by
   * its part of the sum. In `out` as in the parts the value stands at `at` and the derivatives follow, `stride` apart.
   */
  private writeLogSum(out: Float64Array, at: number, stride: number): void {
    const { components, parts, posterior, shares, total } = this;
    const value = this.logSum(at);
    const ratio = (j: number) => posterior[j] / shares[j];
    const [inX, inParameters] = [at + stride, at + 2 * stride];
    out[at] = value;
    out[inX] = 0;
    for (let k = 0; k < components.length; k++) {
      const { from, count } = components[k];
      out[inX] += weighted(posterior[k], parts[k][inX]);
      out[inParameters + stride * k] = isEmpty(value) ? 0 : this.excess(k, ratio) / total;
      for (let i = 0; i < count; i++)
        out[inParameters + stride * (from + i)] = weighted(posterior[k], parts[k][inParameters + stride * i]);
    }
  }

  /** v_k - Σ s_j v_j, of differences from the others: with a share near 1 the sum is nearly v_k. */
  private excess(k: number, value: (j: number) => number): number {
    const own = value(k);
    return this.shares.reduce((sum, share, j) => (j === k ? sum : sum + share * (own - value(j))), 0);
  }

  /** log Σ s_k exp(part_k[at]), and in `posterior` each term's part of the sum, 0 for all where the sum is 0. */
  private logSum(at: number): number {
    const { logs, posterior } = this;
    let top = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < logs.length; k++) {
      logs[k] = this.logShares[k] + this.parts[k][at];
      top = Math.max(top, logs[k]);
    }
    if (isEmpty(top)) {
      posterior.fill(0);
      return top;
    }
    let sum = 0;
    for (let k = 0; k < logs.length; k++) {
      posterior[k] = logs[k] === top ? 1 : Math.exp(logs[k] - top);
      sum += posterior[k];
    }
    for (let k = 0; k < logs.length; k++) posterior[k] /= sum;
    return top + Math.log(sum);
  }
}

/** The larger of two tails from the smaller one, whose logarithm has kept its digits. */
function sharpenLarger(out: Float64Array): void {
  const larger = out[0] < out[1] ? 1 : 0;
  out[larger] = Math.log1p(-Math.exp(out[1 - larger]));
}

const isEmpty = (log: number) => log === Number.NEGATIVE_INFINITY;

/** A product in which a weight of 0 beats an infinite slope. */
const weighted = (weight: number, slope: number) => (weight === 0 ? 0 : weight * slope);

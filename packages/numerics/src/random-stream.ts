import { exp } from './exp.ts';
import { log } from './log.ts';
import { requireInteger, requirePositive } from './require.ts';
import { PhiloxUniform, type UniformStream } from './uniform-stream.ts';

const TWO_32 = 4294967296;

/**
 * A stream of random numbers. All methods but `at` move it on, by a number of draws that depends on the method and,
 * for those that reject, on the numbers drawn. Everything is built from integer arithmetic and +, -, *, / and square
 * root, which IEEE 754 fixes to the bit: the same seed gives the same bits on every platform.
 */
export interface RandomStream extends UniformStream {
  /** Standard normal. */
  normal(): number;
  /** Gamma of this shape and scale 1. Underflows to 0 where the value does; see `logGamma`. */
  gamma(shape: number): number;
  /** The logarithm of a Gamma variate, for shapes so small that the variate itself underflows. */
  logGamma(shape: number): number;
  /** Beta(a, b). Rounds to 0 or 1 where the value does; see `logitBeta`. */
  beta(a: number, b: number): number;
  /** log(x / (1 - x)) of a Beta(a, b) variate x, for parameters so small that x or 1 - x underflows. */
  logitBeta(a: number, b: number): number;
  /** Uniform on 0, 1, ..., n - 1, without bias. */
  integer(n: number): number;
  /** Shuffles in place, all orders being equally likely; returns its argument. */
  shuffle<T extends { readonly length: number; [index: number]: unknown }>(values: T): T;
}

/**
 * A counter-based generator (Philox4x32-10): equal arguments give equal numbers, different seeds or streams give
 * independent ones.
 * @param seed an integer from 0 to 2^53 - 1: the key
 * @param stream an integer from 0 to 2^53 - 1: the upper half of the counter
 */
export function randomStream(seed: number, stream = 0): RandomStream {
  return new PhiloxStream('randomStream', seed, stream);
}

class PhiloxStream extends PhiloxUniform implements RandomStream {
  private spareNormal = Number.NaN;

  normal(): number {
    const spare = this.spareNormal;
    if (!Number.isNaN(spare)) {
      this.spareNormal = Number.NaN;
      return spare;
    }
    // Marsaglia's polar method: no sine, no cosine.
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * log(s)) / s);
      this.spareNormal = v * factor;
      return u * factor;
    }
  }

  gamma(shape: number): number {
    requirePositive('randomStream.gamma', 'shape', shape);
    return shape < 1 ? exp(this.drawLogGamma(shape)) : this.drawGamma(shape);
  }

  logGamma(shape: number): number {
    requirePositive('randomStream.logGamma', 'shape', shape);
    return this.drawLogGamma(shape);
  }

  beta(a: number, b: number): number {
    requirePositive('randomStream.beta', 'a', a);
    requirePositive('randomStream.beta', 'b', b);
    const logX = this.drawLogGamma(a);
    const logY = this.drawLogGamma(b);
    return 1 / (1 + exp(logY - logX));
  }

  logitBeta(a: number, b: number): number {
    requirePositive('randomStream.logitBeta', 'a', a);
    requirePositive('randomStream.logitBeta', 'b', b);
    const logX = this.drawLogGamma(a);
    return logX - this.drawLogGamma(b);
  }

  integer(n: number): number {
    requireInteger('randomStream.integer', 'n', n, 1, TWO_32);
    return this.drawInteger(n);
  }

  shuffle<T extends { readonly length: number; [index: number]: unknown }>(values: T): T {
    const list: { [index: number]: unknown } = values;
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.drawInteger(i + 1);
      const kept = list[i];
      list[i] = list[j];
      list[j] = kept;
    }
    return values;
  }

  /** Lemire's rejection: draws below 2^32 mod n would be too frequent. */
  private drawInteger(n: number): number {
    const limit = TWO_32 - (TWO_32 % n);
    for (;;) {
      const draw = Math.floor(this.uniform() * TWO_32);
      if (draw < limit) return draw % n;
    }
  }

  /** Marsaglia and Tsang (2000), shape >= 1. */
  private drawGamma(shape: number): number {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const z = this.normal();
      const root = 1 + c * z;
      if (root <= 0) continue;
      const v = root * root * root;
      const square = z * z;
      const u = this.uniform();
      if (u < 1 - 0.0331 * square * square) return d * v;
      if (log(u) < 0.5 * square + d * (1 - v + log(v))) return d * v;
    }
  }

  /** Below shape 1: a variate of shape + 1 times a uniform one to the power 1 / shape, in logarithms. */
  private drawLogGamma(shape: number): number {
    if (shape >= 1) return log(this.drawGamma(shape));
    const raised = log(this.drawGamma(shape + 1));
    return raised + log(this.uniform()) / shape;
  }
}

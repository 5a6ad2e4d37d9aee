import type { Density, SecondDerivatives } from '../family.ts';
import { evaluators, type Quantity } from '../quantity.ts';
import { secondDerivatives } from '../second-derivatives.ts';
import type { Component } from './component.ts';

/**
 * Second derivatives of a mixture. Those of a log Σ_k w_k exp(u_k) are the mean of the terms' own second derivatives, each
 * term by its part of the sum, and the covariance of their first ones.
 */
export function mixtureSecond(
  mixture: Density,
  weights: readonly number[],
  components: readonly Component[],
): SecondDerivatives {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const count = components.reduce((sum, component) => sum + component.count, weights.length);
  const terms = components.map(({ density, from, count: own }, k) => ({
    density,
    share: weights[k] / total,
    size: 1 + own,
    /** Variables of the component among those of the mixture. */
    places: [0, ...Array.from({ length: own }, (_, i) => 1 + from + i)],
    own: 1 + k,
  }));

  const ofLogSum = (quantity: Quantity, x: number, i: number, out: Float64Array) => {
    const sum = new Float64Array(2 + count);
    evaluators[quantity](mixture, x, sum);
    out.fill(0, 0, 1 + count);
    if (sum[0] === Number.NEGATIVE_INFINITY) return;
    for (const { density, share, size, places, own } of terms) {
      const values = new Float64Array(1 + size);
      evaluators[quantity](density, x, values);
      const part = share * Math.exp(values[0] - sum[0]);
      if (part === 0) continue;
      const slopes = new Float64Array(1 + count);
      for (const [j, place] of places.entries()) slopes[place] = values[1 + j];
      slopes[own] = 1 / (share * total);
      // The sum is over Σ w, by which the slope of its logarithm in a weight is less by 1 / Σ w.
      const excess = (j: number) => slopes[j] - sum[1 + j] - (j > 0 && j <= terms.length ? 1 / total : 0);
      for (let j = 0; j <= count; j++) out[j] += part * excess(i) * excess(j);
      if (i === own) out[own] -= part * slopes[own] * slopes[own];
      const row = places.indexOf(i);
      if (row < 0) continue;
      const bends = new Float64Array(1 + size);
      secondDerivatives[quantity](density, x, row, bends, size);
      for (const [j, place] of places.entries()) out[place] += part * bends[j];
    }
    if (i > 0 && i <= terms.length) for (let j = 1; j <= terms.length; j++) out[j] += 1 / total / total;
  };

  return {
    cdf(x, i, out) {
      const values = new Float64Array(2 + count);
      evaluators.cdf(mixture, x, values);
      out.fill(0, 0, 1 + count);
      const isWeight = (j: number) => j > 0 && j <= terms.length;
      if (isWeight(i)) for (let j = 1; j <= terms.length; j++) out[j] = -(values[1 + i] + values[1 + j]) / total;
      for (const { density, share, size, places, own } of terms) {
        const row = places.indexOf(i);
        const slopes = new Float64Array(1 + size);
        evaluators.cdf(density, x, slopes);
        // ∂F/∂w_k = (F_k - F) / Σ w
        if (isWeight(i))
          for (let j = 1; j < size; j++) out[places[j]] = (((i === own ? 1 : 0) - share) / total) * slopes[1 + j];
        if (row < 1) continue;
        const bends = new Float64Array(1 + size);
        secondDerivatives.cdf(density, x, row, bends, size);
        for (let j = 1; j < size; j++) out[places[j]] = share * bends[j];
        for (const other of terms) out[other.own] = (((other.own === own ? 1 : 0) - share) / total) * slopes[1 + row];
      }
    },
    logTail: (x, tail, i, out) => ofLogSum(tail === 0 ? 'logCdf' : 'logSf', x, i, out),
    logPdf: (x, i, out) => ofLogSum('logPdf', x, i, out),
  };
}

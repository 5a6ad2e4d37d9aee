// The numbers that the plain operations and the GPU kernel of the Beta distribution share.

/** The lower half of the 16-point Gauss-Legendre rule on [0, 1], as [node, weight]. */
const halfRule = [
  [0.00529953250418, 0.0135762297059],
  [0.0277124884634, 0.0311267619693],
  [0.0671843988061, 0.0475792558412],
  [0.122297795822, 0.0623144856278],
  [0.191061877799, 0.0747979944083],
  [0.270991611171, 0.0845782596975],
  [0.35919822461, 0.0913017075225],
  [0.452493745081, 0.0947253052275],
] as const;

/** Gauss-Legendre nodes on [0, 1]. */
export const nodes: readonly number[] = [
  ...halfRule.map(([node]) => node),
  ...halfRule.map(([node]) => 1 - node).reverse(),
];

/** Their weights, which sum to 1. */
export const weights: readonly number[] = [
  ...halfRule.map(([, weight]) => weight),
  ...halfRule.map(([, weight]) => weight).reverse(),
];

/**
 * D(z) = log Γ(z) - (z - 1/2) log z + z - log(2π)/2 as z⁻¹ times a polynomial in z⁻¹, lowest power first: our own
 * Chebyshev fit for z >= 1, within 1e-7 of the value.
 */
export const stirlingSeries = [
  1 / 12,
  -4.710041099e-8,
  -0.002774297845,
  -4.593849301e-5,
  0.00103592332,
  -0.0006223187638,
  0.0001348168211,
] as const;

/** c(z) = log z - ψ(z) in the same form, within 1e-7. */
export const digammaSeries = [
  0.5, 0.083333325, 6.912361763e-7, -0.008333996525, -0.0001273619749, 0.005051582897, -0.003601442579, 0.000892912516,
] as const;

/** 2 atanh(r) = 2r (1 + r²/3 + r⁴/5 + ...): enough terms for |r| <= 1/3. */
export const atanhSeries = [1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11, 1 / 13, 1 / 15] as const;

/** exp(w) - 1 - w = w² (1/2! + w/3! + ...): enough terms for |w| <= 1. */
export const expSeries = [
  1 / 2,
  1 / 6,
  1 / 24,
  1 / 120,
  1 / 720,
  1 / 5040,
  1 / 40320,
  1 / 362880,
  1 / 3628800,
] as const;

/** The tail's integrand is followed until it has fallen by exp(-fall). */
export const fall = 17;

/** Below this a parameter's own end is served by the power-like integral, above it by the tail's quadrature. */
export const small = 2;

/** The search for a quantile stays between the least normal float32 and the greatest below 1. */
export const searchRange = [1.17549435e-38, 1 - 2 ** -24] as const;

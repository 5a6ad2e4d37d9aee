import { atanhSeries, digammaSeries, expSeries, stirlingSeries } from './beta-constants.ts';

/** A number as both shading languages write it. */
export const literal = (value: number) => value.toExponential(9);

/** Horner's rule, coefficients from the lowest power. */
const horner = (coefficients: readonly number[], x: string) =>
  coefficients
    .slice(0, -1)
    .reduceRight(
      (sum, coefficient) => `(${sum} * ${x} + ${literal(coefficient)})`,
      literal(coefficients[coefficients.length - 1]),
    );

/** [r P(r) - s P(s)] / (r - s) for each coefficient in turn, as statements. */
const dividedDifference = (coefficients: readonly number[]) =>
  coefficients
    .slice(0, -1)
    .reverse()
    .map((coefficient) => `  value = value * s + ${literal(coefficient)};\n  slope = slope * r + value;`)
    .join('\n');

const last = (coefficients: readonly number[]) => literal(coefficients[coefficients.length - 1]);

/** log(1 + u), exp(w) - 1 and their forms without the linear term. */
export const elementary = `
// log(1 + u) - u for -1/2 <= u <= 1
float log1pMinus(float u) {
  float r = u / (2.0 + u);
  float s = r * r;
  return r * (2.0 * s * ${horner(atanhSeries, 's')} - u);
}

// exp(w) - 1 - w for -1 <= w <= 1
float expm1Minus(float w) {
  return w * w * ${horner(expSeries, 'w')};
}

bool isNearZero(float u) {
  return u > -0.5 && u <= 1.0;
}

float logOnePlus(float u) {
  if (isNearZero(u)) { return log1pMinus(u) + u; }
  return log(1.0 + u);
}

float expMinusOne(float w) {
  if (abs(w) < 1.0) { return expm1Minus(w) + w; }
  return exp(w) - 1.0;
}
`;

/** What log Γ and ψ leave to compute beside elementary functions. */
export const gammaFunctions = `
// D(z) = log Gamma(z) - (z - 1/2) log z + z - log(2 pi)/2
float stirlingCorrection(float z) {
  float r = 1.0 / choose(z < 1.0, z + 1.0, z);
  float value = r * ${horner(stirlingSeries, 'r')};
  if (z < 1.0) { value = value + ((z + 0.5) * log((z + 1.0) / z) - 1.0); }
  return value;
}

// c(z) = log z - psi(z)
float digammaCorrection(float z) {
  float r = 1.0 / choose(z < 1.0, z + 1.0, z);
  float value = r * ${horner(digammaSeries, 'r')};
  if (z < 1.0) { value = value + (1.0 / z - log((z + 1.0) / z)); }
  return value;
}

// The difference of D's series at the inverses r and s, over r - s.
float stirlingSlope(float r, float s) {
  float value = ${last(stirlingSeries)};
  float slope = value;
${dividedDifference(stirlingSeries)}
  return slope;
}

float digammaSlope(float r, float s) {
  float value = ${last(digammaSeries)};
  float slope = value;
${dividedDifference(digammaSeries)}
  return slope;
}

// log Gamma(z + h) - log Gamma(z) - h log(z + h) for z >= 1
float logGammaStep(float z, float h) {
  float q = h / z;
  float logRatio = logOnePlus(q);
  float minus = logRatio - q;
  if (isNearZero(q)) { minus = log1pMinus(q); }
  float r = 1.0 / (z + h);
  float s = 1.0 / z;
  return z * minus - 0.5 * logRatio - h * r * s * stirlingSlope(r, s);
}

// psi(z + h) - psi(z) for z >= 1
float digammaStep(float z, float h) {
  float r = 1.0 / (z + h);
  float s = 1.0 / z;
  return logOnePlus(h / z) + h * r * s * digammaSlope(r, s);
}
`;

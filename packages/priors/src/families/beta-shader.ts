import {
  atanhSeries,
  digammaSeries,
  expSeries,
  fall,
  nodes,
  searchRange,
  small,
  stirlingSeries,
} from './beta-constants.ts';
import type { BetaQuantity } from './beta-kernel.ts';

/** A number as both shading languages write it. */
const literal = (value: number) => value.toExponential(9);

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

const elementary = `
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

const gammaFunctions = `
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

const point = `
// The point, mirrored where x > 1/2: see BetaPoint.
float pA;
float pB;
float pN;
float pX;
float pY;
float pDeviation;
bool pMirrored;
float pTerm;
float pLogTerm;
float pAScore;
float pBScore;

// n x - a. Halves of 12 bits have exact products, and keep() stops a compiler from reordering the sums.
float deviationFromMean(float a, float b, float x, float y) {
  float yError = keep(1.0 - y) - x;
  float aHigh = highBits(a);
  float bHigh = highBits(b);
  float xHigh = highBits(x);
  float yHigh = highBits(y);
  float aLow = a - aHigh;
  float bLow = b - bHigh;
  float xLow = x - xHigh;
  float yLow = y - yHigh;
  float leading = keep(bHigh * xHigh - aHigh * yHigh);
  float middle = keep((bHigh * xLow - aHigh * yLow) + (bLow * xHigh - aLow * yHigh));
  return leading + (middle + ((bLow * xLow - aLow * yLow) - a * yError));
}

// log(1 + u) - u, with 1 + u given as well
float logMinus(float u, float ratio) {
  if (isNearZero(u)) { return log1pMinus(u); }
  return log(ratio) - u;
}

void setPoint(float x, float a, float b) {
  float y = keep(1.0 - x);
  float n = a + b;
  float deviation = deviationFromMean(a, b, x, y);
  float u = deviation / a;
  float v = -deviation / b;
  float minusA = logMinus(u, n * x / a);
  float minusB = logMinus(v, n * y / b);
  float scale = sqrt(a * (b / n) * ${literal(0.5 / Math.PI)});
  float logDecay = a * minusA + b * minusB + (stirlingCorrection(n) - (stirlingCorrection(a) + stirlingCorrection(b)));
  pTerm = scale * exp(logDecay);
  pLogTerm = log(scale) + logDecay;
  float correctionN = digammaCorrection(n);
  float logA = choose(isNearZero(u), minusA + u, log(n * x / a));
  float logB = choose(isNearZero(v), minusB + v, log(n * y / b));
  float aScore = logA + (digammaCorrection(a) - correctionN);
  float bScore = logB + (digammaCorrection(b) - correctionN);
  pMirrored = x > 0.5;
  pN = n;
  pA = choose(pMirrored, b, a);
  pB = choose(pMirrored, a, b);
  pX = choose(pMirrored, y, x);
  pY = choose(pMirrored, x, y);
  pDeviation = choose(pMirrored, -deviation, deviation);
  pAScore = choose(pMirrored, bScore, aScore);
  pBScore = choose(pMirrored, aScore, bScore);
}
`;

const quadrature = `
// What the tail's integrand needs at one distance from x: see betaTail.
float dExponent;
float dShift;
float dGrowth;

void descend(float side, float distance) {
  float w = side * distance;
  float growth = expMinusOne(w);
  float u = pX * growth;
  float shift = logOnePlus(u);
  float bracket = shift - pX * w;
  if (u <= 1.0) {
    float excess = growth - w;
    if (abs(w) < 1.0) { excess = expm1Minus(w); }
    bracket = pX * excess + log1pMinus(u);
  }
  dExponent = abs(pDeviation) * distance + pN * bracket;
  dShift = shift;
  dGrowth = growth;
}

float tailWidth(float side) {
  float slope = abs(pDeviation);
  float curvature = pN * pX * pY;
  float guess = 0.0;
  if (side > 0.0) {
    float ratio = ${literal(fall)} / max(pN * pX, 1.0e-30);
    guess = min(log(1.0 + ratio + sqrt(2.0 * ratio)), ${literal(fall)} / max(slope, 1.0e-30));
  } else {
    float linear = ${literal(fall)} - 2.0 * slope;
    float rates = slope + curvature;
    guess = (linear + sqrt(linear * linear + ${literal(8 * fall)} * rates)) / (2.0 * rates);
  }
  descend(side, guess);
  float steepness = slope + curvature * side * dGrowth / (1.0 + pX * dGrowth);
  return max(guess - (dExponent - ${literal(fall)}) / steepness, 0.2 * guess);
}

float tLower;
float tUpper;
float tLogLower;
float tLogUpper;
float tAPartial;
float tBPartial;

// Sets the tails from one of them, in the point's own orientation.
void setTails(bool isUpper, float tail, float rest, float logTail, float aSlope, float bSlope) {
  float logRest = log(rest);
  if (tail <= 0.5) { logRest = logOnePlus(-tail); }
  bool isUpperHere = isUpper != pMirrored;
  float sign = choose(isUpperHere, -1.0, 1.0);
  tLower = choose(isUpperHere, rest, tail);
  tUpper = choose(isUpperHere, tail, rest);
  tLogLower = choose(isUpperHere, logRest, logTail);
  tLogUpper = choose(isUpperHere, logTail, logRest);
  tAPartial = sign * choose(pMirrored, bSlope, aSlope);
  tBPartial = sign * choose(pMirrored, aSlope, bSlope);
}

void tailsByQuadrature() {
  bool isUpper = pDeviation > 0.0;
  float side = choose(isUpper, 1.0, -1.0);
  float width = tailWidth(side);
  float mass = 0.0;
  float aMoment = 0.0;
  float bMoment = 0.0;
  for (int i = 0; i < ${nodes.length}; i++) {
    float distance = width * node(i);
    descend(side, distance);
    float value = weight(i) * exp(-dExponent);
    mass = mass + value;
    aMoment = aMoment + value * (side * distance - dShift);
    bMoment = bMoment - value * dShift;
  }
  float scale = pTerm * width;
  float tail = scale * mass;
  setTails(isUpper, tail, 1.0 - tail, pLogTerm + log(width * mass),
    scale * aMoment + tail * pAScore, scale * bMoment + tail * pBScore);
}
`;

const smallTail = `
// The lower tail where a is small: see betaSmallTail.
void tailsBySmallTail() {
  float s = 0.0;
  float aDerivative = 0.0;
  float bDerivative = 0.0;
  for (int i = 0; i < ${nodes.length}; i++) {
    float root = node(i);
    float position = root * root * root * root;
    float logPosition = 4.0 * log(root);
    float logRest = logOnePlus(-pX * position);
    float excess = expMinusOne((pB - 1.0) * logRest);
    float power = 4.0 * weight(i) / root * exp(pA * logPosition);
    s = s + power * excess;
    aDerivative = aDerivative + power * excess * logPosition;
    bDerivative = bDerivative + power * (excess + 1.0) * logRest;
  }
  float raisedB = choose(pB < 1.0, pB + 1.0, pB);
  float raisedN = choose(pN < 1.0, pN + 1.0, pN);
  float aNext = pA + 1.0;
  float logMass = pA * log(pX * ((raisedB + pA) / aNext)) + logGammaStep(raisedB, pA) - logGammaStep(1.0, pA)
    + logOnePlus(pA * s);
  float total = 1.0 + pA * s;
  float aSlope = log(pX * (raisedN / aNext)) + (digammaCorrection(aNext) - digammaCorrection(raisedN))
    + (s + pA * aDerivative) / total;
  float bSlope = pA * bDerivative / total + digammaStep(raisedB, pA);
  if (pB < 1.0) {
    logMass = logMass - logOnePlus(pA / pB);
    bSlope = bSlope + pA / (pB * pN);
  }
  if (pN < 1.0) { aSlope = aSlope - 1.0 / pN; }
  float tail = exp(logMass);
  setTails(false, tail, -expMinusOne(logMass), logMass, tail * aSlope, tail * bSlope);
}

void setTailsAtPoint() {
  if (pA < ${literal(small)} && pB * pX <= max(pA, 1.0)) {
    tailsBySmallTail();
  } else {
    tailsByQuadrature();
  }
}
`;

const quantile = `
// Halley's method in logit x, kept in a bracket: see betaQuantile.
float quantile(float p, float a, float b) {
  bool isLower = p <= 0.5;
  float wanted = log(p);
  if (!isLower) { wanted = logOnePlus(-p); }
  float low = ${literal(searchRange[0])};
  float high = ${literal(searchRange[1])};
  float lastSize = 1.0e3;
  float x = min(max(a / (a + b), low), high);
  for (int i = 0; i < 40; i++) {
    setPoint(x, a, b);
    setTailsAtPoint();
    float logTail = choose(isLower, tLogLower, tLogUpper);
    float rate = exp(pLogTerm - logTail);
    if (!isLower) { rate = -rate; }
    float newton = (wanted - logTail) / rate;
    float deviation = choose(pMirrored, -pDeviation, pDeviation);
    float step = newton / min(max(1.0 - 0.5 * newton * (deviation + rate), 0.5), 2.0);
    if (step > 0.0) { low = x; } else { high = x; }
    float size = abs(step);
    float moved = x / (x + (1.0 - x) * exp(-min(max(step, -80.0), 80.0)));
    bool isInside = moved >= low && moved <= high;
    if (size < 1.0e-5 || (isInside && size <= 0.5 * lastSize)) {
      x = moved;
      lastSize = size;
    } else {
      x = 1.0 / (1.0 + sqrt((1.0 - low) / low) * sqrt((1.0 - high) / high));
      lastSize = 1.0e3;
    }
    if (size < 2.0e-7) { break; }
  }
  if (x <= ${literal(searchRange[0] * 1.01)}) { return 0.0; }
  if (x >= ${literal(searchRange[1])}) { return 1.0; }
  return x;
}
`;

/** Each quantity inside (0, 1), its values at and below 0 and at and above 1. */
const quantities: Record<BetaQuantity, { inside: string; below: string; above: string; tails: boolean }> = {
  cdf: { inside: 'tLower', below: '0.0', above: '1.0', tails: true },
  sf: { inside: 'tUpper', below: '1.0', above: '0.0', tails: true },
  logCdf: { inside: 'tLogLower', below: '-infinity()', above: '0.0', tails: true },
  logSf: { inside: 'tLogUpper', below: '0.0', above: '-infinity()', tails: true },
  logPdf: {
    inside: 'pLogTerm - log(pX) - logOnePlus(-pX)',
    below: 'logPdfAtEnd(x == 0.0, a, b)',
    above: 'logPdfAtEnd(x == 1.0, b, a)',
    tails: false,
  },
  quantile: {
    inside: 'quantile(x, a, b)',
    below: 'choose(x == 0.0, 0.0, notANumber())',
    above: 'choose(x == 1.0, 1.0, notANumber())',
    tails: false,
  },
  aPartial: { inside: 'tAPartial', below: '0.0', above: '0.0', tails: true },
  bPartial: { inside: 'tBPartial', below: '0.0', above: '0.0', tails: true },
  xScore: {
    inside: 'choose(pMirrored, 1.0, -1.0) * deviationFromMean(pA - 1.0, pB - 1.0, pX, pY) / (pX * pY)',
    below: '0.0',
    above: '0.0',
    tails: false,
  },
  aScore: { inside: 'choose(pMirrored, pBScore, pAScore)', below: '0.0', above: '0.0', tails: false },
  bScore: { inside: 'choose(pMirrored, pAScore, pBScore)', below: '0.0', above: '0.0', tails: false },
};

/** The function `betaQuantity(x, a, b)` that a program calls. */
function entry(quantity: BetaQuantity): string {
  const { inside, below, above, tails } = quantities[quantity];
  return `
float logPdfAtEnd(bool isEnd, float own, float other) {
  if (!isEnd || own > 1.0) { return -infinity(); }
  if (own < 1.0) { return infinity(); }
  return log(other);
}

float betaQuantity(float x, float a, float b) {
  if (isNotANumber(x) || isNotANumber(a) || isNotANumber(b)) { return notANumber(); }
  if (a <= 0.0 || b <= 0.0) { return notANumber(); }
  if (x <= 0.0) { return ${below}; }
  if (x >= 1.0) { return ${above}; }
  setPoint(x, a, b);
  ${tails ? 'setTailsAtPoint();' : ''}
  return ${inside};
}
`;
}

/**
 * The source of one quantity, in the part of GLSL that reads the same in WGSL but for its declarations (`toWgsl`).
 * The host program supplies `choose(condition, yes, no)`, `node(i)`, `weight(i)`, `highBits(v)` (v without its lower
 * 12 bits), `keep(v)` (v, hidden from the optimiser), `isNotANumber(v)`, `notANumber()` and `infinity()`.
 */
export function betaShader(quantity: BetaQuantity): string {
  const { tails } = quantities[quantity];
  return [
    elementary,
    gammaFunctions,
    point,
    tails || quantity === 'quantile' ? quadrature + smallTail : '',
    quantity === 'quantile' ? quantile : '',
    entry(quantity),
  ].join('');
}

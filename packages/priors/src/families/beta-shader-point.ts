import { literal } from './beta-shader-functions.ts';

/** The point and its term: the shader's twin of `betaPoint` and `betaTerm`. */
export const point = `
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

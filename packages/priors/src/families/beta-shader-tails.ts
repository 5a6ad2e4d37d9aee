import { fall, nodes, small } from './beta-constants.ts';
import { literal } from './beta-shader-functions.ts';

/** The shader's twin of `betaTail`. */
export const quadrature = `
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

/** The shader's twin of `betaSmallTail`, and the choice between the two. */
export const smallTail = `
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

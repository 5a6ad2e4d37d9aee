import { searchRange } from './beta-constants.ts';
import type { BetaQuantity } from './beta-kernel.ts';
import { elementary, gammaFunctions, literal } from './beta-shader-functions.ts';
import { point } from './beta-shader-point.ts';
import { quadrature, smallTail } from './beta-shader-tails.ts';

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

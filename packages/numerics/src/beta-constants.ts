import { digammaUnchecked } from './digamma.ts';
import { digammaDifference, logGammaDifference } from './gamma-difference.ts';
import { logBetaUnchecked } from './log-beta.ts';
import { logGamma1p } from './log-gamma.ts';
import { HALF_LOG_TWO_PI, STIRLING_FROM, stirlingCorrection } from './stirling.ts';

/** Below this a parameter is small: nearly all mass sits at its end, and sums are written with Gamma(1 + a). */
const SMALL = 0.2;

/** What the Beta(a, b) distribution needs of its parameters alone. The dearer parts are computed when first asked for. */
export class BetaConstants {
  readonly a: number;
  readonly b: number;
  readonly small: boolean;
  /** Whether `logScale` belongs to the form around the mean; otherwise it is -log B(a, b). */
  readonly aroundMean: boolean;
  readonly logScale: number;
  /** The tail up to here is the one to compute; the other one is its complement. */
  readonly switchAt: number;
  /** psi(a + b) - psi(a), psi(a + b) - psi(b); NaN until `prepareGradient`. */
  gapA = Number.NaN;
  gapB = Number.NaN;
  /** log(Gamma(a + b) / (Gamma(b) Gamma(1 + a))), psi(a + b) - psi(1 + a), psi(a + b) - psi(b); NaN until `prepareSmall`. */
  smallScale = Number.NaN;
  smallGapA = Number.NaN;
  smallGapB = Number.NaN;

  constructor(a: number, b: number, logScale?: number) {
    this.a = a;
    this.b = b;
    this.small = a < SMALL;
    this.aroundMean = a >= STIRLING_FROM && b >= STIRLING_FROM;
    this.logScale = logScale ?? (this.aroundMean ? logScaleAroundMean(a, b) : -logBetaUnchecked(a, b));
    this.switchAt = (a + 1) / (a + b + 2);
  }

  /** The same distribution seen from the other end: Beta(b, a). */
  mirrored(): BetaConstants {
    const mirror = new BetaConstants(this.b, this.a, this.logScale);
    mirror.gapA = this.gapB;
    mirror.gapB = this.gapA;
    return mirror;
  }

  prepareGradient(): void {
    const total = digammaUnchecked(this.a + this.b);
    this.gapA = total - digammaUnchecked(this.a);
    this.gapB = total - digammaUnchecked(this.b);
  }

  prepareSmall(): void {
    this.smallScale = logGammaDifference(this.b, this.a) - logGamma1p(this.a);
    this.smallGapA = digammaUnchecked(this.a + this.b) - digammaUnchecked(1 + this.a);
    this.smallGapB = digammaDifference(this.b, this.a);
  }
}

/** log sqrt(ab / (2 pi n)) - D(a) - D(b) + D(n): the logarithm of x^a (1-x)^b / B(a, b) at the mean x = a/n. */
function logScaleAroundMean(a: number, b: number): number {
  const correction = stirlingCorrection(a) + stirlingCorrection(b) - stirlingCorrection(a + b);
  return 0.5 * Math.log(a < b ? a / (1 + a / b) : b / (1 + b / a)) - HALF_LOG_TWO_PI - correction;
}

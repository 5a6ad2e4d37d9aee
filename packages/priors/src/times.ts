/** A product in which an underflow to 0 beats an overflow. */
export const times = (factor: number, slope: number): number => (factor === 0 ? 0 : factor * slope);

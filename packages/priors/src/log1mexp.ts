/** log(1 - exp(-z)) for z > 0, without cancellation at either end. */
export const log1mexp = (z: number): number => (z < Math.LN2 ? Math.log(-Math.expm1(-z)) : Math.log1p(-Math.exp(-z)));

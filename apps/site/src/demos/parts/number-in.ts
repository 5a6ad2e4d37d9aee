/** The number in a field; NaN where there is none. */
export function numberIn({ target }: Event): number {
  return target instanceof HTMLInputElement ? target.valueAsNumber : Number.NaN;
}

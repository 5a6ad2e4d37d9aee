/** The time between two pictures where motion is to be reduced, in milliseconds. */
const calm = 250;

/** Whether this visitor asks for less motion. */
export const prefersCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Calls back when the next picture may be drawn: less often if motion is to be reduced. */
export function pictureTurn(then: () => void): void {
  if (prefersCalm()) setTimeout(then, calm);
  else requestAnimationFrame(then);
}

/** Ends at the browser's next picture. While the page is hidden there is none, so a run rests. */
export const nextPicture = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** The time between two pictures where motion is to be reduced, in milliseconds. */
export const calm = 250;

/** Whether this visitor asks for less motion. */
export const prefersCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Ends at the browser's next picture. While the page is hidden there is none, so a run rests. */
export const nextPicture = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

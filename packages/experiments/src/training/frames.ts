import { setting } from '../settings/setting.ts';
import { wholeNumber } from '../settings/types.ts';

/** Setting of runs that make more steps than they show. */
export const frames = setting(wholeNumber(1, 100_000).default(100), {
  label: 'frames',
  help: 'frames of the animation; the first and the last step are always shown',
  flag: 'frames <n>',
  determines: false,
});

/** Whether a step is shown: the last one, and as many as asked for at even distances. */
export function isShown(step: number, { steps, frames }: { readonly steps: number; readonly frames: number }): boolean {
  const count = (end: number) => Math.floor((end * frames) / steps);
  return step === steps - 1 || count(step) > count(step - 1);
}

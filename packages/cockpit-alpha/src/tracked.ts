import type { Optimizer } from '@tensorflow/tfjs-core';

/** The optimizers that `track` has made. */
const tracked = new WeakSet<object>();

/** Remembers that an optimizer measures its steps itself. */
export function markTracked(optimizer: Optimizer): void {
  tracked.add(optimizer);
}

/** Rejects an optimizer that measures its steps itself: of two that measure one step, the inner one would see nothing. */
export function requireUntracked(caller: string, optimizer: Optimizer): void {
  if (tracked.has(optimizer))
    throw new TypeError(
      `${caller}: 'optimizer' must be one that is not tracked, but is one that track returned, whose own quantities would see none of these steps; name all quantities in one place, such as track(optimizer, { ...some, ...others })`,
    );
}

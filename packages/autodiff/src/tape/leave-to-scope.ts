import type { Tensor } from '@tensorflow/tfjs-core';
import { tapeState } from './tape-node.ts';

/** Makes a tensor that was kept part of the current `tidy`, if there is one, so that it ends with it. */
export function leaveToScope(tensor: Tensor): void {
  const { activeScope } = tapeState();
  if (!activeScope) return;
  tensor.kept = false;
  tensor.scopeId = activeScope.id;
  activeScope.track.push(tensor);
}

import { inOrder } from './in-order.ts';
import { isRecording } from './is-recording.ts';
import { keepInputs } from './keep-inputs.ts';
import { leaveToScope } from './leave-to-scope.ts';
import { type TapeNode, tapeState } from './tape-node.ts';
import { tidied } from './tidied.ts';

/** A computation and its tape. */
export interface Recording<Value> extends Holding {
  readonly value: Value;
  readonly nodes: readonly TapeNode[];
}

/** The responsibility for what the gradients of a tape saved. */
interface Holding {
  /** Whether it is still there. */
  isHeld(): boolean;
  /** Disposes what the gradients saved, unless an outer recording goes on, which then owns it. */
  release(): void;
  /** Makes what the gradients saved part of the current `tidy`, if there is one, so that it ends with it. */
  handToScope(): void;
}

/**
 * Runs f and records it on a tape of its own: what was computed before f is a constant here, even where f closes over
 * it, and a tape that is recording or being walked goes on untouched. In an outer recording the nodes become part of
 * it afterwards. If f throws, nothing is left behind.
 */
export function record<Value>(f: () => Value): Recording<Value> {
  const isInner = isRecording();
  const tape = startTape();
  try {
    const value = keepInputs(() => tidied(f));
    const nodes = tape.stop();
    return { value, nodes, ...holding(nodes, !isInner) };
  } catch (error) {
    const nodes = tape.stop();
    if (!isInner) disposeSaved(nodes);
    throw error;
  }
}

/** A fresh tape, also within a kernel or a custom gradient, where TF.js records nothing. */
function startTape(): { stop(): TapeNode[] } {
  const state = tapeState();
  const isInner = isRecording();
  const { activeTape: outer, kernelDepth } = state;
  state.activeTape = [];
  state.kernelDepth = 0;
  state.gradientDepth++;
  return {
    stop() {
      const nodes = inOrder(state.activeTape);
      state.gradientDepth--;
      state.kernelDepth = kernelDepth;
      state.activeTape = outer;
      if (isInner) for (const node of nodes) outer.push(node);
      return nodes;
    },
  };
}

/**
 * As `record`, with a look at the value, or more work on it, that may throw: then nothing is left behind.
 * @param then takes the recording, and returns the tensors that shall stay besides its value
 */
export function recordThen<Value, More>(
  f: () => Value,
  then: (recording: Recording<Value>) => More,
): { recording: Recording<Value>; more: More } {
  const made: Recording<Value>[] = [];
  try {
    const { more } = tidied(() => {
      const recording = record(f);
      made.push(recording);
      return { value: recording.value, more: then(recording) };
    });
    return { recording: made[0], more };
  } catch (error) {
    for (const { release } of made) release();
    throw error;
  }
}

function holding(nodes: readonly TapeNode[], isOwner: boolean): Holding {
  let isReleased = false;
  return {
    isHeld: () => !isReleased && nodes.every(({ saved }) => (saved ?? []).every(({ isDisposed }) => !isDisposed)),
    release() {
      isReleased = true;
      if (isOwner) disposeSaved(nodes);
    },
    handToScope() {
      if (isOwner) handToScope(nodes);
    },
  };
}

function handToScope(nodes: readonly TapeNode[]): void {
  for (const { saved } of nodes) for (const tensor of saved ?? []) leaveToScope(tensor);
}

function disposeSaved(nodes: readonly TapeNode[]): void {
  for (const { saved } of nodes) for (const tensor of saved ?? []) tensor.dispose();
}

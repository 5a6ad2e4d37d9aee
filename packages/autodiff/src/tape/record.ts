import { inOrder } from './in-order.ts';
import { leaveToScope } from './leave-to-scope.ts';
import { type TapeNode, tapeState } from './tape-node.ts';
import { tidied } from './tidied.ts';

/** A computation and its tape. */
export interface Recording<Value> {
  readonly value: Value;
  readonly nodes: readonly TapeNode[];
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
  const state = tapeState();
  const outer = state.activeTape;
  state.activeTape = [];
  state.gradientDepth++;
  let done = false;
  try {
    const value = tidied(f);
    done = true;
    const nodes = inOrder(state.activeTape);
    return state.gradientDepth > 1 ? { value, nodes, ...ownedByOther } : { value, nodes, ...owning(nodes) };
  } finally {
    const nodes = state.activeTape;
    state.gradientDepth--;
    state.activeTape = outer;
    if (state.gradientDepth > 0) for (const node of inOrder(nodes)) outer.push(node);
    else if (!done) disposeSaved(nodes);
  }
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

/** Runs f without recording it, whatever tape is recording: its result is a constant to every derivative. */
export function unrecorded<Value>(f: () => Value): Value {
  const state = tapeState();
  state.kernelDepth++;
  try {
    return f();
  } finally {
    state.kernelDepth--;
  }
}

/** Whether an operation run now would be recorded. */
export function isRecording(): boolean {
  const { gradientDepth, kernelDepth } = tapeState();
  return gradientDepth > 0 && kernelDepth === 0;
}

const ownedByOther = { release() {}, handToScope() {} };

const owning = (nodes: readonly TapeNode[]) => ({
  release: () => disposeSaved(nodes),
  handToScope: () => handToScope(nodes),
});

function handToScope(nodes: readonly TapeNode[]): void {
  for (const { saved } of nodes) for (const tensor of saved ?? []) leaveToScope(tensor);
}

function disposeSaved(nodes: readonly TapeNode[]): void {
  for (const { saved } of nodes) for (const tensor of saved ?? []) tensor.dispose();
}

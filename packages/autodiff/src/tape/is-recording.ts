import { tapeState } from './tape-node.ts';

/** Whether an operation run now would be recorded. */
export function isRecording(): boolean {
  const { gradientDepth, kernelDepth } = tapeState();
  return gradientDepth > 0 && kernelDepth === 0;
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

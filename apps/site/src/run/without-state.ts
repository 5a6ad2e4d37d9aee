import type { Frame } from '../worker/protocol.ts';

/** What a frame shows, without what a run needs to go on from it: megabytes, for the gates. */
export function withoutState(frame: Frame): Frame {
  if (!('state' in frame)) return frame;
  const { state: _, ...shown } = frame;
  return shown;
}

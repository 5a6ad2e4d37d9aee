/**
 * A frame as `hyperprior --out` writes it: typed arrays are lists, NaN and infinities are strings. What a run needs to go
 * on from it is left out.
 */
const lineOf = (frame: object): string =>
  `${JSON.stringify({ ...frame, state: undefined }, (_, item: unknown) => plain(item))}\n`;

function plain(item: unknown): unknown {
  if (item instanceof Float32Array) return Array.from(item, (value) => finiteOrText(Number(value.toPrecision(7))));
  if (item instanceof Float64Array) return Array.from(item, finiteOrText);
  return typeof item === 'number' ? finiteOrText(item) : item;
}

const finiteOrText = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** For so long the page may be kept from drawing, in milliseconds: less than a frame of 60 Hz. */
const slice = 10;

export interface Slicing {
  /** The time, in milliseconds. */
  readonly now: () => number;
  /** Ends when the page has had its turn. */
  readonly pause: () => Promise<unknown>;
}

const slicing: Slicing = {
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve)),
};

/**
 * Frames as a file of JSON lines, made slice by slice: a long run has hundreds of megabytes, and the page goes on meanwhile. The
 * frames are those of the moment of the call.
 */
export async function frameFile(frames: readonly object[], { now, pause }: Slicing = slicing): Promise<Blob> {
  const parts: Blob[] = [];
  let lines: string[] = [];
  let began = now();
  for (const frame of [...frames]) {
    lines.push(lineOf(frame));
    if (now() - began < slice) continue;
    // Each slice is a blob of its own: made of blobs, the whole file costs no more than their number.
    parts.push(new Blob(lines));
    lines = [];
    await pause();
    began = now();
  }
  return new Blob([...parts, ...lines], { type: 'application/jsonl' });
}

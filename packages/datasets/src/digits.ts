/** Handwritten digits: grey images and the digit that each shows. */
export interface Digits {
  /** `[count, height, width]`, row by row, 0 for paper to 255 for ink. */
  readonly images: Uint8Array;
  /** `[count]`, 0 to 9. */
  readonly labels: Uint8Array;
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly classes: number;
}

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const FRAMED = SIDE + 2;
const BLANK = 9;

/**
 * The 10,000 digits that ship with this package: a part of MNIST (LeCun, Cortes and Burges), the bytes unchanged.
 *
 * Their order is fixed, and each class is spread evenly over it: every stretch from `i` to `j` holds the ten classes
 * in nearly the same proportions as the whole. The data is a separate module (1.7 MB) that the first call loads; it
 * reads no file and needs no network, so it works in Node, in a bundle and in a worker. Each call unpacks the data
 * again: the caller owns the arrays.
 */
export async function loadDigits(): Promise<Digits> {
  const { count, gzipBase64 } = await import('../data/digits.js');
  const packed = await gunzip(decodeBase64(gzipBase64));
  const labels = packed.slice(0, count);
  const mask = packed.subarray(count, count + (count * PIXELS) / 8);
  const greys = packed.subarray(labels.length + mask.length);
  return { images: unpackImages(mask, greys, count), labels, count, width: SIDE, height: SIDE, classes: 10 };
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The greys come in nine groups, by the number of inked neighbours of their pixel (why: see scripts/build-digits.mjs).
 * The mask alone tells that number, so a first pass finds where each group begins, and a second one distributes the greys.
 */
function unpackImages(mask: Uint8Array, greys: Uint8Array, count: number): Uint8Array {
  const groups = inkedNeighbours(mask, count);
  const sizes = new Uint32Array(BLANK + 1);
  for (let i = 0; i < groups.length; i++) sizes[groups[i]]++;
  const next = new Uint32Array(BLANK);
  for (let group = 1; group < BLANK; group++) next[group] = next[group - 1] + sizes[group - 1];
  for (let i = 0; i < groups.length; i++) groups[i] = groups[i] === BLANK ? 0 : greys[next[groups[i]]++];
  return groups;
}

/** For each pixel the number of its eight neighbours that have ink, or `BLANK` where it has none itself. */
function inkedNeighbours(mask: Uint8Array, count: number): Uint8Array {
  const result = new Uint8Array(count * PIXELS).fill(BLANK);
  const framed = new Uint8Array(FRAMED * FRAMED); // one image with a blank frame, so that no neighbour is outside
  for (let start = 0; start < result.length; start += PIXELS) {
    for (let pixel = 0, at = FRAMED + 1; pixel < PIXELS; pixel++, at += pixel % SIDE === 0 ? 3 : 1) {
      framed[at] = (mask[(start + pixel) >> 3] >> ((start + pixel) & 7)) & 1;
    }
    for (let pixel = 0, at = FRAMED + 1; pixel < PIXELS; pixel++, at += pixel % SIDE === 0 ? 3 : 1) {
      if (framed[at] === 1) result[start + pixel] = inkedAround(framed, at);
    }
  }
  return result;
}

function inkedAround(framed: Uint8Array, at: number): number {
  const above = at - FRAMED;
  const below = at + FRAMED;
  const sides = framed[at - 1] + framed[at + 1];
  return (
    sides +
    framed[above - 1] +
    framed[above] +
    framed[above + 1] +
    framed[below - 1] +
    framed[below] +
    framed[below + 1]
  );
}

import type { backend_util } from '@tensorflow/tfjs-core';

/** A run of output rows: row `r` is row `r mod outHeight` of image `floor(r / outHeight)`. */
export interface RowRange {
  readonly start: number;
  readonly count: number;
}

/**
 * Writes the values that each filter tap meets (im2col, taps first): `columns[(fh, fw, c), (row, col)]` is the value
 * of `x` (`[channels, batch, height, width]`) under tap (fh, fw) of channel c at that output, 0 in the padding.
 */
export function unfold(x: Float32Array, columns: Float32Array, conv: backend_util.Conv2DInfo, rows: RowRange): void {
  let at = 0;
  for (let fh = 0; fh < conv.filterHeight; fh++)
    for (let fw = 0; fw < conv.filterWidth; fw++)
      for (let c = 0; c < conv.inChannels; c++) {
        unfoldTap(x, columns.subarray(at), conv, rows, { fh, fw, c });
        at += rows.count * conv.outWidth;
      }
}

interface Tap {
  readonly fh: number;
  readonly fw: number;
  readonly c: number;
}

function unfoldTap(x: Float32Array, out: Float32Array, conv: backend_util.Conv2DInfo, rows: RowRange, tap: Tap): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, padInfo } = conv;
  const left = tap.fw - padInfo.left;
  // Output columns whose input column lies inside the image.
  const from = Math.min(outWidth, Math.max(0, Math.ceil(-left / strideWidth)));
  const to = Math.max(from, Math.min(outWidth, Math.ceil((inWidth - left) / strideWidth)));
  for (let r = 0; r < rows.count; r++) {
    const image = Math.floor((rows.start + r) / outHeight);
    const y = ((rows.start + r) % outHeight) * strideHeight + tap.fh - padInfo.top;
    const begin = r * outWidth;
    if (y < 0 || y >= inHeight) {
      out.fill(0, begin, begin + outWidth);
      continue;
    }
    const source = ((tap.c * batchSize + image) * inHeight + y) * inWidth + left;
    for (let i = 0; i < from; i++) out[begin + i] = 0;
    for (let i = from; i < to; i++) out[begin + i] = x[source + i * strideWidth];
    for (let i = to; i < outWidth; i++) out[begin + i] = 0;
  }
}

import type { backend_util } from '@tensorflow/tfjs-core';
import type { RowRange } from './unfold.ts';

/**
 * Adds to each place of an image what each filter tap has for it (col2im): `x` (`[batch, height, width, channels]`) at
 * the place under tap (fh, fw) at that output gets `columns[(row, col), (fh, fw, c)]` added; what lies in the padding
 * is left out.
 */
export function fold(columns: Float32Array, x: Float32Array, conv: backend_util.Conv2DInfo, rows: RowRange): void {
  const { filterHeight, outHeight, inHeight, strideHeight, padInfo } = conv;
  for (let r = 0; r < rows.count; r++) {
    const image = Math.floor((rows.start + r) / outHeight);
    const top = ((rows.start + r) % outHeight) * strideHeight - padInfo.top;
    for (let fh = 0; fh < filterHeight; fh++) {
      const y = top + fh;
      if (y >= 0 && y < inHeight) foldRow(columns, x, conv, { r, fh, line: image * inHeight + y });
    }
  }
}

interface Row {
  /** Of the columns. */
  readonly r: number;
  readonly fh: number;
  /** Of the images, counted through the batch. */
  readonly line: number;
}

function foldRow(columns: Float32Array, x: Float32Array, conv: backend_util.Conv2DInfo, { r, fh, line }: Row): void {
  const { filterHeight, filterWidth, inChannels, inWidth, outWidth, strideWidth, padInfo } = conv;
  const taps = filterHeight * filterWidth * inChannels;
  for (let col = 0; col < outWidth; col++) {
    const left = col * strideWidth - padInfo.left;
    // The taps that lie inside the image are neighbours there as in the columns.
    const [from, to] = [Math.max(0, -left), Math.min(filterWidth, inWidth - left)];
    const source = (r * outWidth + col) * taps + fh * filterWidth * inChannels;
    const target = (line * inWidth + left) * inChannels;
    for (let i = from * inChannels; i < to * inChannels; i++) x[target + i] += columns[source + i];
  }
}

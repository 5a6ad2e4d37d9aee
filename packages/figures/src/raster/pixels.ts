/** RGBA bytes, row by row; the colours are multiplied by the alpha. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

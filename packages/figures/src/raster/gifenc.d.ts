/** The part of gifenc that is used here; the package ships no types. */
declare module 'gifenc' {
  type Palette = number[][];

  interface FrameOptions {
    palette?: Palette;
    delay?: number;
    transparent?: boolean;
    transparentIndex?: number;
    dispose?: number;
  }

  interface Encoder {
    writeFrame(indexed: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  const gifenc: {
    GIFEncoder(): Encoder;
    quantize(pixels: Uint8Array, colours: number, options?: { format?: 'rgb565' | 'rgb444' }): Palette;
    nearestColorIndex(palette: Palette, pixel: number[]): number;
  };
  export default gifenc;
}

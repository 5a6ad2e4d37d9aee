/** The part of gifenc that is used here; the package ships no types. */
declare module 'gifenc' {
  type Palette = number[][];

  interface Encoder {
    writeFrame(
      indexed: Uint8Array,
      width: number,
      height: number,
      options: { palette?: Palette; delay?: number; repeat?: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  const gifenc: {
    GIFEncoder(): Encoder;
    quantize(pixels: Uint8Array, colours: number, options?: { format?: 'rgb565' | 'rgb444' }): Palette;
    applyPalette(pixels: Uint8Array, palette: Palette, format?: 'rgb565' | 'rgb444'): Uint8Array;
  };
  export default gifenc;
}

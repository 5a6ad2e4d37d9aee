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

  export function GIFEncoder(): Encoder;
  export function quantize(pixels: Uint8Array, colours: number, options?: { format?: 'rgb565' | 'rgb444' }): Palette;
  export function nearestColorIndex(palette: Palette, pixel: number[]): number;

  const all: {
    GIFEncoder: typeof GIFEncoder;
    quantize: typeof quantize;
    nearestColorIndex: typeof nearestColorIndex;
  };
  export default all;
}

import { philox4x32 } from './philox.ts';
import { requireInteger } from './require.ts';

const TWO_32 = 4294967296;

/** A stream of uniform random numbers. */
export interface UniformStream {
  /** Uniform on the open interval (0, 1): an odd multiple of 2^-53. */
  uniform(): number;
  /** The `index`-th value that `uniform` gives from the start of the stream; leaves the stream where it is. */
  at(index: number): number;
}

/**
 * The uniform part of `randomStream` alone, the same numbers in less code.
 * @param seed an integer from 0 to 2^53 - 1
 * @param stream an integer from 0 to 2^53 - 1
 */
export function uniformStream(seed: number, stream = 0): UniformStream {
  return new PhiloxUniform('uniformStream', seed, stream);
}

/** Philox4x32-10 as a stream of uniform numbers, the seed its key, the stream the upper half of its counter. */
export class PhiloxUniform implements UniformStream {
  private readonly key0: number;
  private readonly key1: number;
  private readonly counter = new Uint32Array(4);
  private readonly block = new Uint32Array(4);
  private position = 0;
  private blockIndex = -1;

  constructor(caller: string, seed: number, stream: number) {
    requireInteger(caller, 'seed', seed, 0, Number.MAX_SAFE_INTEGER);
    requireInteger(caller, 'stream', stream, 0, Number.MAX_SAFE_INTEGER);
    this.key0 = seed >>> 0;
    this.key1 = Math.floor(seed / TWO_32);
    this.counter[2] = stream >>> 0;
    this.counter[3] = Math.floor(stream / TWO_32);
  }

  uniform(): number {
    const value = this.read(this.position);
    this.position += 1;
    return value;
  }

  at(index: number): number {
    requireInteger('randomStream.at', 'index', index, 0, Number.MAX_SAFE_INTEGER);
    return this.read(index);
  }

  /** Two uniform values from each block of four words: 52 random bits and a half each. */
  private read(index: number): number {
    const blockIndex = Math.floor(index / 2);
    if (blockIndex !== this.blockIndex) {
      this.counter[0] = blockIndex >>> 0;
      this.counter[1] = Math.floor(blockIndex / TWO_32);
      philox4x32(this.counter, this.key0, this.key1, this.block);
      this.blockIndex = blockIndex;
    }
    const word = (index % 2) * 2;
    return ((this.block[word] >>> 6) * 67108864 + (this.block[word + 1] >>> 6) + 0.5) * 2.220446049250313e-16;
  }
}

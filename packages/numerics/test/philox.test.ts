import { describe, expect, it } from 'vitest';
import { philox4x32 } from '../src/philox.ts';

/** The known answers that Random123 publishes for philox4x32 with 10 rounds: counter, key, result. */
const knownAnswers: [number[], number[], number[]][] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

describe('philox4x32', () => {
  it.each(knownAnswers)('gives the known answer for counter %j and key %j', (counter, key, answer) => {
    const out = new Uint32Array(4);
    philox4x32(Uint32Array.from(counter), key[0], key[1], out);
    expect([...out]).toEqual(answer);
  });

  it('may write over its counter', () => {
    const words = new Uint32Array(4);
    philox4x32(words, 0, 0, words);
    expect([...words]).toEqual(knownAnswers[0][2]);
  });
});

import { describe, expect, test } from 'vitest';
import { NpyError, parseNpy } from '../src/index.ts';

/** A file as numpy.lib.format describes it: mark, version, header padded to 64 bytes, values. */
function npy(descr: string, shape: string, values: ArrayBufferView, { version = 1, order = 'False' } = {}): Uint8Array {
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const start = version === 1 ? 10 : 12;
  const length = Math.ceil((start + dictionary.length + 1) / 64) * 64 - start;
  const bytes = new Uint8Array(start + length + values.byteLength);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), version, 0]);
  new DataView(bytes.buffer).setUint32(8, length, true);
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(length - 1)}\n`), start);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start + length);
  return bytes;
}

const floats = Float32Array.of(1, 2, 3, 4, 5, 0.5);

describe('what it reads', () => {
  test.each([1, 2, 3])('version %d', (version) => {
    expect(parseNpy(npy('<f4', '(2, 3)', floats, { version }))).toEqual({ data: floats, shape: [2, 3] });
  });

  test.each([
    ['<f8', Float64Array.of(1, Math.PI)],
    ['<i4', Int32Array.of(-7, 2 ** 31 - 1)],
    ['|u1', Uint8Array.of(0, 255)],
  ])('%s', (descr, data) => {
    expect(parseNpy(npy(descr, '(2,)', data))).toEqual({ data, shape: [2] });
  });

  test('a scalar, an empty array, and bytes at an odd offset', () => {
    expect(parseNpy(npy('<f4', '()', Float32Array.of(3)))).toEqual({ data: Float32Array.of(3), shape: [] });
    expect(parseNpy(npy('<f4', '(0, 4)', new Float32Array(0)))).toEqual({ data: new Float32Array(0), shape: [0, 4] });
    const shifted = new Uint8Array([0, ...npy('<f4', '(6,)', floats)]).subarray(1);
    expect(parseNpy(shifted).data).toEqual(floats);
  });
});

test.each([
  ['a Buffer from the pool', (bytes: Uint8Array) => Buffer.from(bytes)],
  ['a Buffer with an offset', (bytes: Uint8Array) => Buffer.concat([Buffer.from('abc'), bytes]).subarray(3)],
  ['a view of a larger buffer', (bytes: Uint8Array) => new Uint8Array([1, ...bytes, 2, 3]).subarray(1, -2)],
  [
    'shared memory',
    (bytes: Uint8Array) => {
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
      shared.set(bytes);
      return shared;
    },
  ],
])('takes %s, and returns an array with a buffer of its own', (_, wrap) => {
  for (const [descr, values] of [
    ['<f4', floats],
    ['<f8', Float64Array.of(1, Math.PI)],
    ['<i4', Int32Array.of(-7, 9)],
    ['|u1', Uint8Array.of(0, 255)],
  ] as const) {
    const bytes = wrap(npy(descr, `(${values.length},)`, values));
    const { data } = parseNpy(bytes);
    expect(data).toEqual(values);
    expect(data.buffer.byteLength).toBe(values.byteLength);
    bytes.fill(0);
    expect(data).toEqual(values);
  }
});

test.each([
  ['not-npy', 'must begin with', new TextEncoder().encode('a,b\n1,2\n3,4\n')],
  ['version', 'but is 4', npy('<f4', '(6,)', floats, { version: 4 })],
  ['type', `but is '<c8'`, npy('<c8', '(6,)', floats)],
  ['type', `but is '>f4'`, npy('>f4', '(6,)', floats)],
  ['order', 'Fortran', npy('<f4', '(2, 3)', floats, { order: 'True' })],
  ['length', '28 bytes, but there are 24', npy('<f4', '(7,)', floats)],
  ['header', `'shape'`, npy('<f4', 'None', floats)],
  ['header', 'cut off', npy('<f4', '(6,)', floats).slice(0, 40)],
] as const)('refuses: %s, %s', (code, words, bytes) => {
  try {
    parseNpy(bytes);
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof NpyError)) throw error;
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  }
});

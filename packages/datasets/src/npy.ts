export type NpyData = Float32Array | Float64Array | Uint8Array | Int32Array;

/** An array as NumPy saved it: values in C order and the shape. */
export interface NpyArray {
  readonly data: NpyData;
  readonly shape: readonly number[];
}

export type NpyErrorCode = 'not-npy' | 'version' | 'header' | 'type' | 'order' | 'length';

/** Error for bytes that are not a `.npy` file, or one of an unsupported kind. */
export class NpyError extends Error {
  override readonly name = 'NpyError';
  readonly code: NpyErrorCode;

  constructor(code: NpyErrorCode, message: string) {
    super(`parseNpy: ${message}`);
    this.code = code;
  }
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

const TYPES: Readonly<Record<string, { bytes: number; read: (buffer: ArrayBuffer) => NpyData }>> = {
  '<f4': { bytes: 4, read: (buffer) => new Float32Array(buffer) },
  '<f8': { bytes: 8, read: (buffer) => new Float64Array(buffer) },
  '<i4': { bytes: 4, read: (buffer) => new Int32Array(buffer) },
  '|u1': { bytes: 1, read: (buffer) => new Uint8Array(buffer) },
};

/**
 * Reads NumPy's `.npy` format, versions 1 to 3, for little-endian float32, float64 and int32, and uint8, in C order
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). The data is copied.
 *
 * @throws NpyError that names what it found instead.
 */
export function parseNpy(bytes: Uint8Array): NpyArray {
  const { header, start } = readHeader(bytes);
  const descr = field(header, 'descr', /'([^']*)'/);
  const order = field(header, 'fortran_order', /(True|False)/);
  const dimensions = field(header, 'shape', /\(([\d\s,]*)\)/);
  const type = Object.hasOwn(TYPES, descr) ? TYPES[descr] : undefined;
  if (type === undefined) {
    throw new NpyError(
      'type',
      `the type must be one of ${Object.keys(TYPES).join(', ')}, but is '${descr}'; convert it with .astype`,
    );
  }
  const shape = dimensions
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (order === 'True' && shape.length > 1) {
    throw new NpyError(
      'order',
      'the array must be in C order, but is in Fortran order; save numpy.ascontiguousarray of it',
    );
  }
  const expected = size * type.bytes;
  if (bytes.length - start !== expected) {
    throw new NpyError(
      'length',
      `shape (${shape.join(', ')}) of '${descr}' takes ${expected} bytes, but there are ${bytes.length - start}`,
    );
  }
  return { data: type.read(ownBytes(bytes, start, bytes.length).buffer), shape };
}

/**
 * Copies a range into a separate buffer. `slice` of a Node `Buffer` would return a view of a pool, and a view of shared
 * memory cannot be decoded as text.
 */
const ownBytes = (bytes: Uint8Array, start: number, end: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(bytes.subarray(start, end));

function readHeader(bytes: Uint8Array): { header: string; start: number } {
  if (bytes.length < 10 || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new NpyError('not-npy', "the bytes must begin with NumPy's mark (\\x93NUMPY), but do not");
  }
  const version = bytes[6];
  if (version < 1 || version > 3) throw new NpyError('version', `the version must be 1, 2 or 3, but is ${version}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = version > 1;
  if (wide && bytes.length < 12) throw new NpyError('header', 'the header is cut off');
  const from = wide ? 12 : 10;
  const start = from + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  if (start > bytes.length) throw new NpyError('header', 'the header is cut off');
  return { header: new TextDecoder().decode(ownBytes(bytes, from, start)), start };
}

function field(header: string, name: string, value: RegExp): string {
  const match = new RegExp(`'${name}':\\s*${value.source}`).exec(header);
  if (match === null)
    throw new NpyError('header', `the header must have a readable '${name}', but is ${header.trim().slice(0, 80)}`);
  return match[1];
}

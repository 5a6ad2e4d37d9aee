export type TextErrorCode = 'compressed' | 'utf-16' | 'binary' | 'encoding';

/** Error for bytes that are not UTF-8 text. */
export class TextError extends Error {
  override readonly name = 'TextError';
  readonly code: TextErrorCode;

  constructor(code: TextErrorCode, is: string) {
    super(`decodeText: the bytes must be UTF-8 text, but are ${is}`);
    this.code = code;
  }
}

/** First bytes of other kinds of files, with their names. */
const kinds: readonly [bytes: readonly number[], code: TextErrorCode, is: string][] = [
  [[0x1f, 0x8b], 'compressed', 'compressed by gzip; unpack them first'],
  [[0x42, 0x5a, 0x68], 'compressed', 'compressed by bzip2; unpack them first'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'compressed', 'compressed by xz; unpack them first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed', 'compressed by zstd; unpack them first'],
  [[0x50, 0x4b, 3, 4], 'compressed', 'a zip archive, as .xlsx files are; save the table as CSV'],
  [[0xff, 0xfe], 'utf-16', 'UTF-16; save the file as UTF-8'],
  [[0xfe, 0xff], 'utf-16', 'UTF-16; save the file as UTF-8'],
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'binary', "a NumPy file; save it by numpy.savetxt, or read it by 'parseNpy'"],
  [[0x50, 0x41, 0x52, 0x31], 'binary', 'a Parquet file; save it as CSV'],
];

/** Decodes UTF-8. Throws a `TextError` that names the kind of file, if it is recognized. */
export function decodeText(bytes: Uint8Array): string {
  const kind = kinds.find(([first]) => first.every((byte, i) => bytes[i] === byte));
  if (kind) throw new TextError(kind[1], kind[2]);
  if (bytes.includes(0)) {
    const isWide = everySecondIsZero(bytes, 0) || everySecondIsZero(bytes, 1);
    throw isWide ? new TextError('utf-16', 'UTF-16; save the file as UTF-8') : new TextError('binary', 'binary data');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TextError('encoding', 'in another encoding; save the file as UTF-8');
  }
}

/** Whether the beginning has a zero in every second place, as Latin letters have in UTF-16. */
function everySecondIsZero(bytes: Uint8Array, from: number): boolean {
  const beginning = bytes.subarray(0, 64);
  return beginning.length > 1 && beginning.every((byte, i) => i % 2 !== from || byte === 0);
}

/** A message of protocol buffers, or a part of one. */
export type Bytes = readonly number[];

/** A whole number from 0, which an int64 or an enumeration holds. */
export const whole = (field: number, value: number): Bytes => [...key(field, 0), ...varint(value)];

/** A double. */
export const double = (field: number, value: number): Bytes => [...key(field, 1), ...bytesOf(Float64Array.of(value))];

/** A float: the value is rounded. */
export const float = (field: number, value: number): Bytes => [...key(field, 5), ...bytesOf(Float32Array.of(value))];

/** Doubles, packed. */
export const doubles = (field: number, values: ArrayLike<number>): Bytes =>
  message(field, bytesOf(Float64Array.from(values)));

/** A message within another. */
export const message = (field: number, ...parts: readonly Bytes[]): Bytes => {
  const content = parts.flat();
  return [...key(field, 2), ...varint(content.length), ...content];
};

/** A text. */
export const string = (field: number, value: string): Bytes => message(field, [...encoder.encode(value)]);

const encoder = new TextEncoder();

const key = (field: number, kind: number): Bytes => varint(8 * field + kind);

/** Seven bits a byte, the lowest first; not by shifts, which know 32 bits only. */
function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

/** The bytes of numbers, the lowest first, as every machine that runs JavaScript today has them. */
const bytesOf = ({ buffer }: Float32Array | Float64Array): Bytes => [...new Uint8Array(buffer)];

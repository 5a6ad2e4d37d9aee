import crc32c from 'crc-32/crc32c.js';
import protobuf from 'protobufjs';
import { expect } from 'vitest';
import { eventProto } from './event-proto.ts';

const Event = protobuf.parse(eventProto, { keepCase: true }).root.lookupType('tensorflow.Event');

/** The events of a file, its checksums checked, read by other people's CRC-32C and protocol buffers. */
export function readEvents(...pieces: readonly Uint8Array[]) {
  const file = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
  const view = new DataView(file.buffer);
  const events: Record<string, unknown>[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(view.getBigUint64(at, true));
    expect(view.getUint32(at + 8, true)).toBe(masked(file.subarray(at, at + 8)));
    const content = file.subarray(at + 12, at + 12 + length);
    expect(view.getUint32(at + 12 + length, true)).toBe(masked(content));
    events.push(Event.toObject(Event.decode(content), { longs: Number, enums: String }));
    at += length + 16;
  }
  return events;
}

/** TensorFlow's: rotated to the right by 15 bits, plus a constant. */
function masked(bytes: Uint8Array): number {
  const crc = BigInt(crc32c.buf(bytes) >>> 0);
  return Number((((crc >> 15n) | (crc << 17n)) + 0xa282ead8n) & 0xffffffffn);
}

import { crc32c } from './crc32c.ts';

/** Bytes as one TFRecord: their number, its checksum, they themselves, and theirs. */
export function tfRecord(content: Uint8Array): Uint8Array {
  const record = new Uint8Array(content.length + 16);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(content.length), true);
  view.setUint32(8, masked(record.subarray(0, 8)), true);
  record.set(content, 12);
  view.setUint32(content.length + 12, masked(content), true);
  return record;
}

/** A checksum rotated and shifted, as TFRecords have it: that of bytes that hold checksums themselves stays good. */
function masked(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

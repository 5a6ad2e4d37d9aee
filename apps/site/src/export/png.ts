import { canvasOf } from './canvas.ts';

const scale = 2;

/** Returns an SVG's picture at twice its size. Throws if the browser cannot draw it. */
export async function pngOf(svg: string): Promise<Blob> {
  const canvas = await canvasOf(svg, scale);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser gave no PNG.'))), 'image/png'),
  );
}

import { embedFonts } from '@hyperprior/figures';
import regularFont from '@hyperprior/figures/fonts/Inter-Regular.ttf?url';
import semiBoldFont from '@hyperprior/figures/fonts/Inter-SemiBold.ttf?url';

const scale = 2;

/** A figure with its typeface in it: an image may not use the fonts of its page. */
async function withFonts(svg: string): Promise<string> {
  const [regular, semiBold] = await Promise.all([regularFont, semiBoldFont].map(bytesAt));
  return embedFonts(svg, { regular, semiBold });
}

async function bytesAt(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the font is missing (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}

/** An SVG's picture, at twice its size. Throws where the browser cannot draw it. */
export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([await withFonts(svg)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = scale * image.naturalWidth;
    canvas.height = scale * image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await blobOf(canvas);
  } finally {
    URL.revokeObjectURL(address);
  }
}

const blobOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser gave no PNG.'))), 'image/png'),
  );

import { embedFonts, type FontFiles } from '@hyperprior/figures';
import regularFont from '@hyperprior/figures/fonts/Inter-Regular.ttf?url';
import semiBoldFont from '@hyperprior/figures/fonts/Inter-SemiBold.ttf?url';

/** The typeface of the figures, loaded once. */
let files: Promise<FontFiles> | null = null;

/** Returns a figure with its typeface in it: an image cannot use the fonts of its page. */
export async function withFonts(svg: string): Promise<string> {
  files ??= load();
  return embedFonts(svg, await files);
}

async function load(): Promise<FontFiles> {
  const [regular, semiBold] = await Promise.all([regularFont, semiBoldFont].map(bytesAt));
  return { regular, semiBold };
}

async function bytesAt(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the font is missing (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}

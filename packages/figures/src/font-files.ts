import { fileURLToPath } from 'node:url';

/** The fonts that ship with the package. This file stands as deep as the built ones: the path is right in both. */
export const fontFiles = ['Inter-Regular.ttf', 'Inter-SemiBold.ttf'].map((name) =>
  fileURLToPath(new URL(`../fonts/${name}`, import.meta.url)),
);

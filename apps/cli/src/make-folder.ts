import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, and those above it where they are missing; returns those that it made, the outermost first. Not by
 * mkdir's own `recursive`: in Node 20 that never returns where a folder that exists says ENOENT to a new one, as /proc does.
 */
export async function makeFolder(path: string): Promise<string[]> {
  const folder = resolve(path);
  if (await isFolder(folder)) return [];
  const above = dirname(folder);
  const made = above === folder ? [] : await makeFolder(above);
  try {
    await mkdir(folder);
    return [...made, folder];
  } catch (error) {
    if (await isFolder(folder)) return made;
    throw error;
  }
}

/** Whether there is a folder of this name. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );

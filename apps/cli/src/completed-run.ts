import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a folder holds a result, unless the result says that its run was stopped. */
export async function hasCompletedRun(path: string): Promise<boolean> {
  try {
    const result: unknown = JSON.parse(await readFile(join(path, 'result.json'), 'utf8'));
    return !(typeof result === 'object' && result !== null && 'completed' in result && result.completed === false);
  } catch (error) {
    return error instanceof SyntaxError;
  }
}

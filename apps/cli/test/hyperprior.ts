import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { reportFailure } from '../src/failure.ts';
import { createProgram } from '../src/program.ts';

/** The built command, as `npm test` leaves it. */
export const main = fileURLToPath(new URL('../bin/hyperprior.js', import.meta.url));

/** What a run of the command came to. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a test may change about the process. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs `hyperprior` as a process of its own. @param onStderr sees what it says while it runs */
export function hyperprior(
  args: readonly string[],
  onStderr?: (text: string, kill: () => void) => void,
  { env, cwd }: Surroundings = {},
) {
  return new Promise<Outcome>((resolve) => {
    const child = spawn(process.execPath, [main, ...args], { cwd, env: { ...process.env, ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      onStderr?.(stderr, () => child.kill('SIGINT'));
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs `hyperprior` within this process, from its source, which saves the start of a process. */
export const hyperpriorHere = (args: readonly string[]): Promise<Outcome> =>
  outputOf(() =>
    createProgram()
      .parseAsync(args, { from: 'user' })
      .then(() => 0, reportFailure),
  );

/** Runs a command and returns its exit code with all that it wrote. */
export async function outputOf(run: () => Promise<number>): Promise<Outcome> {
  const [stdout, stderr] = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockReturnValue(true),
  );
  try {
    const code = await run();
    const [out, err] = [stdout, stderr].map(({ mock }) => mock.calls.map(([text]) => String(text)).join(''));
    return { code, stdout: out, stderr: err };
  } finally {
    for (const spy of [stdout, stderr]) spy.mockRestore();
  }
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command, as `npm test` leaves it. */
const main = fileURLToPath(new URL('../bin/hyperprior.js', import.meta.url));

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

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './packages.mjs';

/** Runs a command from the root, and returns what it printed and whether it succeeded. */
export function run(command, args, { cwd = root, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env } });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ ok: false, output: String(error) }));
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

/** A tool that a package of the workspace has installed, the root unless told; it runs there, unless told. */
export const tool = (name, args, { of = root, cwd = of } = {}) =>
  run(join(of, 'node_modules/.bin', name), args, { cwd });

/** For the tools that this folder has installed. */
export const ofCheck = { of: `${root}tooling/check` };

/** The pinned pnpm, which takes seconds to start. */
export const pnpm = (args, options) => run('npx', ['--yes', 'pnpm@12.21.0', ...args], options);

import { existsSync } from 'node:fs';
import settings from './chromium.json' with { type: 'json' };

/**
 * How Chromium is started for tests: without a GPU, its WebGL and WebGPU computing on the CPU. Debian's headless shell,
 * which has no windows to draw and takes a fifth less time than Chromium itself, unless CHROMIUM_PATH names another.
 */
export const chromium = { ...settings, executablePath: process.env.CHROMIUM_PATH ?? settings.executablePath };

/** Whether it can run here; in CI it must. */
export const hasChromium = process.env.CI !== undefined || existsSync(chromium.executablePath);

import settings from './chromium.json' with { type: 'json' };

/** How Debian's Chromium is started for tests: without a GPU, its WebGL and WebGPU computing on the CPU. */
export const chromium = settings;

/**
 * The one build preset of every package: ES modules with declarations and source maps, a file for each source file,
 * so that a bundler takes only what is used; everything that is a dependency is left outside.
 * @param {Record<string, string> | string[]} entry
 * @param {import('tsdown').UserConfig} [overrides]
 * @returns {import('tsdown').UserConfig}
 */
export const library = (entry = ['src/index.ts'], overrides = {}) => ({
  entry,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  sourcemap: true,
  clean: true,
  unbundle: true,
  fixedExtension: false,
  ...overrides,
});

/** Budgets of our own code, bundled, minified and compressed; what a user has anyway is left out. */
const outside = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-node',
  '@tensorflow/tfjs-node-gpu',
  'webgpu',
];

const dist = (name) => `../../packages/${name}/dist/index.js`;

const forNode = (config) => ({ ...config, platform: 'node', format: 'esm' });

/** Chunks of their own there: kernels, for wasm alone; gradients, for a page whose bundler left out core's. */
const forBrowsers = (config) => ({
  ...config,
  platform: 'browser',
  format: 'esm',
  external: [...(config.external ?? []), '*/register-wasm-kernels.js', '*/register-gradients.js'],
});

const budget = (name, limit, imports, more = {}) => ({
  name,
  limit,
  path: Object.keys(imports),
  import: imports,
  ignore: outside,
  gzip: true,
  modifyEsbuildConfig: forNode,
  ...more,
});

export default [
  budget('bas-loss with one prior', '14.25 kB', {
    [dist('bas-loss')]: '{ basLoss }',
    [dist('priors')]: '{ relaxedBernoulli }',
  }),
  budget('backends: selectBackend in Node, with gradients and kernels', '16.5 kB', {
    [dist('backends')]: '{ selectBackend }',
  }),
  budget(
    'backends: selectBackend in a browser, without kernels',
    '8 kB',
    { '../../packages/backends/dist/index.browser.js': '{ selectBackend }' },
    { modifyEsbuildConfig: forBrowsers },
  ),
  budget(
    "backends: what a page without core's gradients loads besides",
    '7 kB',
    { '../../packages/backends/dist/gradients/register-gradients.js': '*' },
    { modifyEsbuildConfig: (config) => ({ ...config, platform: 'browser', format: 'esm' }) },
  ),
  budget('autodiff: jvp and hvp', '4 kB', { [dist('autodiff')]: '{ jvp, hvp }' }),
  budget('autodiff: perSample', '12.75 kB', { [dist('autodiff')]: '{ perSample }' }),
  budget('autodiff: all of it, with all gradients', '34.5 kB', { [dist('autodiff')]: '*' }),
  budget('cockpit-alpha: alpha, with perSample', '22.5 kB', { [dist('cockpit-alpha')]: '{ alpha, cockpit }' }),
  budget('priors: beta', '18.5 kB', { [dist('priors')]: '{ beta }' }),
  budget('numerics: all of it', '14 kB', { [dist('numerics')]: '*' }),
];

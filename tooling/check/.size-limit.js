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

/** What is imported only when wasm is chosen is a chunk of its own there. */
const forBrowsers = (config) => ({
  ...config,
  platform: 'browser',
  format: 'esm',
  external: ['*/register-wasm-kernels.js'],
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
  budget('bas-loss with one prior', '12 kB', {
    [dist('bas-loss')]: '{ basLoss }',
    [dist('priors')]: '{ relaxedBernoulli }',
  }),
  budget('backends: selectBackend', '12 kB', { [dist('backends')]: '{ selectBackend }' }),
  budget(
    'backends: selectBackend in a browser, without kernels',
    '8 kB',
    { '../../packages/backends/dist/index.browser.js': '{ selectBackend }' },
    { modifyEsbuildConfig: forBrowsers },
  ),
  budget('priors: beta', '18 kB', { [dist('priors')]: '{ beta }' }),
  budget('numerics: all of it', '14 kB', { [dist('numerics')]: '*' }),
];

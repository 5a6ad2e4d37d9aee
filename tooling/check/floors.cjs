/**
 * The house's floors, lowest first: a package imports only from lower floors, nothing imports an app, and nothing
 * imports in a circle. Read by dependency-cruiser.
 */
const floors = [
  ['numerics'],
  ['backends', 'datasets'],
  ['autodiff'],
  ['priors', 'cockpit-alpha', 'implicit-argmin', 'hypernet-utils'],
  ['bas-loss'],
  ['gbas'],
  ['experiments'],
  ['figures'],
];

const folder = (names) => `^packages/(${names.join('|')})/`;

const floorRules = floors.map((names, floor) => ({
  name: `floor-${floor}`,
  comment: `${names.join(', ')} may import from the floors below only`,
  severity: 'error',
  from: { path: folder(names) },
  to: { path: folder(floors.slice(floor).flat()), pathNot: '^packages/$1/' },
}));

const backendPackages = '@tensorflow/tfjs-(backend|node)|node_modules/webgpu/';

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'known-floor',
      comment: 'every package has its floor in tooling/check/floors.cjs',
      severity: 'error',
      from: { path: '^packages/', pathNot: folder(floors.flat()) },
      to: {},
    },
    {
      name: 'no-app-below',
      comment: 'nothing imports an app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'declared',
      comment: "every import resolves from its own package: what it needs stands in the package's package.json",
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shipped',
      comment: 'what is published imports nothing that only development has',
      severity: 'error',
      from: { path: '^(packages/[^/]+|apps/cli)/src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-peer', 'npm-optional'] },
    },
    { name: 'no-circles', comment: 'no circular imports', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'backends-only',
      comment: 'only @hyperprior/backends and the apps load a TF.js backend',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/backends/' },
      to: { path: backendPackages },
    },
    {
      name: 'no-deep-tfjs',
      comment: 'TF.js is imported from its roots',
      severity: 'error',
      from: { path: '^(packages|apps)/' },
      to: { path: '@tensorflow/tfjs-[a-z]+/(?!package\\.json|dist/(index|tf-[a-z-]+(\\.node)?)\\.)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|apps)/[^/]+/dist/|/\\.vitepress/(cache|dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@hyperprior/source', 'node', 'import', 'default'],
      mainFields: ['module', 'main'],
    },
  },
};

import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromium, hasChromium } from './tooling/vitest/src/chromium.ts';

/** Packages that never touch a tensor: tested once. All others are tested once per backend. */
const withoutTensors = ['packages/numerics', 'packages/datasets', 'packages/figures', 'apps/cli', 'tooling/golden'];
const testsOf = (roots: string[]) => roots.map((root) => `${root}/test/**/*.test.ts`);
/** Tests of what only Node has, or only a browser. */
const onlyInNode = ['packages/*/test/**/*.node.test.ts'];
const onlyInBrowsers = ['packages/*/test/**/*.browser.test.ts'];
/** Tests of code that no backend changes: pure cores, checks of arguments, configurations. They run once, on cpu. */
const onHost = ['packages/*/test/**/*.host.test.ts'];
/** Each in a process or a page of its own: tests of what TF.js is at first, with tfjs-layers, or when its backend is lost. */
const alone = ['packages/*/test/**/*.alone.*test.ts'];

/** The source of every workspace package is used directly; TF.js stays outside, loaded by Node as one copy. */
const resolution = {
  resolve: { conditions: ['@hyperprior/source'] },
  ssr: { resolve: { conditions: ['@hyperprior/source', 'node', 'import', 'default'] } },
};

const withTensors = {
  include: ['packages/*/test/**/*.test.ts'],
  // One process, or one page, for many files: TF.js, its backend and the shaders are made once.
  isolate: false,
  hookTimeout: 60_000,
};

const inNode = (backend: string, elsewhere: string[] = []) => ({
  ...resolution,
  test: {
    ...withTensors,
    name: `node-${backend}`,
    exclude: [...testsOf(withoutTensors), ...onHost, ...onlyInBrowsers, ...elsewhere],
    setupFiles: ['tooling/vitest/src/setup-backend.ts'],
    provide: { backend },
    // WebGPU may run on a software adapter, a hundred times slower than a GPU.
    testTimeout: backend === 'webgpu' ? 300_000 : 120_000,
  },
});

/**
 * WebGPU is the same Dawn in Chromium as in Node: what stands on `backends`, which is tested in both, is tested in one of
 * them. All in Node where there is no Chromium.
 */
const webGpuInNode = ['packages/{autodiff,gbas,experiments}/test/**/!(*.browser).test.ts'];
const webGpuInChromium = testsOf(hasChromium ? ['packages/priors', 'packages/bas-loss', 'packages/cockpit-alpha'] : []);

const inChromium = (backend: string, elsewhere: string[] = []) => ({
  resolve: { conditions: ['@hyperprior/source', 'browser', 'module', 'import', 'default'] },
  publicDir: 'tooling/golden/data',
  test: {
    ...withTensors,
    name: `chromium-${backend}`,
    exclude: [...testsOf(withoutTensors), ...onHost, ...onlyInNode, ...elsewhere],
    setupFiles: ['tooling/vitest/src/setup-browser.ts'],
    provide: { backend, isCi: Boolean(process.env.CI) },
    testTimeout: 300_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: chromium }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
});

/** The tests on the host: once in Node, on cpu, each package's own `*.host.test.ts`. */
const host = () => {
  const project = inNode('cpu');
  return { ...project, test: { ...project.test, name: 'host', include: onHost, exclude: testsOf(withoutTensors) } };
};

/** A project twice: the files that share a process or a page, and those that are alone in one. */
const sharedAndAlone = <Project extends { test: { name: string; exclude: string[] } }>(projectOf: () => Project) => {
  const [shared, own] = [projectOf(), projectOf()];
  return [
    { ...shared, test: { ...shared.test, exclude: [...shared.test.exclude, ...alone] } },
    { ...own, test: { ...own.test, name: `${own.test.name}-alone`, include: alone, isolate: true } },
  ];
};

/** Tests of the site that look at it in a browser. */
const onPages = [
  'apps/site/test/pages.test.ts',
  'apps/site/test/demos-{access,alpha,batch-shaping,derivatives,files,learned-priors,lost,others}.test.ts',
];

if (!hasChromium)
  console.warn(
    `Leaving out the tests in Chromium: there is none at ${chromium.executablePath} (apt-get install chromium-headless-shell, or set CHROMIUM_PATH)`,
  );

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { ...resolution, test: { name: 'node', include: testsOf(withoutTensors), testTimeout: 120_000 } },
      {
        ...resolution,
        test: { name: 'site', include: ['apps/site/test/**/*.test.ts'], exclude: onPages, testTimeout: 120_000 },
      },
      host(),
      ...sharedAndAlone(() => inNode('cpu')),
      ...sharedAndAlone(() => inNode('wasm')),
      ...sharedAndAlone(() => inNode('webgpu', webGpuInChromium)),
      ...(hasChromium
        ? [
            {
              ...resolution,
              test: {
                name: 'site-pages',
                include: onPages,
                globalSetup: 'apps/site/test/build-site.ts',
                testTimeout: 180_000,
                hookTimeout: 300_000,
              },
            },
            ...sharedAndAlone(() => inChromium('webgl')),
            ...sharedAndAlone(() => inChromium('webgpu', webGpuInNode)),
          ]
        : []),
    ],
  },
});

import { defineConfig } from 'vitepress';
import { indentedCode } from './indented-code.ts';
import { readmeLinks } from './readme-links.ts';
import { apiSidebar, packagesSidebar, pagesSidebar } from './sidebar.ts';
import { emptyHeadings } from './tables.ts';

const description =
  'A research bench for TensorFlow.js: losses that shape distributions, priors with exact gradients, and a backend chosen at run time.';

export default defineConfig({
  title: 'Hyperprior',
  description,
  lang: 'en',
  outDir: 'dist',
  cacheDir: 'node_modules/.vitepress',
  srcExclude: ['README.md', 'src/**', 'test/**', 'scripts/**', 'dist/**'],
  transformHead: ({ siteConfig }) => [
    ['link', { rel: 'icon', href: `${siteConfig.site.base}icon.svg`, type: 'image/svg+xml' }],
  ],
  markdown: {
    math: true,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config(md) {
      readmeLinks(md);
      emptyHeadings(md);
      indentedCode(md);
    },
  },
  themeConfig: {
    nav: [
      { text: 'Batch-Shaping', link: '/batch-shaping' },
      { text: 'Learned priors', link: '/learned-priors' },
      { text: 'Gates', link: '/gates' },
      { text: 'Alpha', link: '/alpha' },
      { text: 'Derivatives', link: '/derivatives' },
      { text: 'Packages', link: '/packages/', activeMatch: '/packages/' },
      { text: 'API', link: '/api/', activeMatch: '/api/' },
    ],
    sidebar: { '/api/': apiSidebar(), '/': [pagesSidebar, packagesSidebar()] },
    search: { provider: 'local', options: { detailedView: true } },
    outline: [2, 3],
    docFooter: { prev: false, next: false },
  },
  vite: {
    // The workspace packages are compiled from their sources, so that the site never shows an older build of them.
    resolve: { conditions: ['@hyperprior/source'], dedupe: ['@tensorflow/tfjs-core'] },
    worker: { format: 'es' },
    build: { target: 'es2022', chunkSizeWarningLimit: 4000 },
  },
});

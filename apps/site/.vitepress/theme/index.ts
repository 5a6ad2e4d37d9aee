import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { type Component, defineAsyncComponent } from 'vue';
import HomeDemo from '../../src/demos/HomeDemo.vue';
import './style.css';

/** The demos bring TensorFlow.js along: a page without one does not load it, and nothing of it runs at build time. */
type Demos = typeof import('../../src/demos/index.ts');

const demo = (name: keyof Demos): Component =>
  defineAsyncComponent(async () => (await import('../../src/demos/index.ts'))[name]);

/** Its rows are many: only its page loads it. */
const table: Component = defineAsyncComponent(() => import('./ConformanceTable.vue'));

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('AlphaDemo', demo('AlphaDemo'));
    app.component('BackendTable', demo('BackendTable'));
    app.component('BasDemo', demo('BasDemo'));
    app.component('ConformanceTable', table);
    app.component('CurvatureDemo', demo('CurvatureDemo'));
    app.component('GatesDemo', demo('GatesDemo'));
    app.component('GbasDemo', demo('GbasDemo'));
    // Its first picture is drawn at build time, so it is part of the page.
    app.component('HomeDemo', HomeDemo);
    app.component('KlComparison', demo('KlComparison'));
    app.component('VanishingGradients', demo('VanishingGradients'));
  },
} satisfies Theme;

/// <reference path="../../../tooling/vitest/src/assets.d.ts" />

/** What plain tsc knows of a component; vue-tsc reads the component itself. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent<Record<string, unknown>>;
  export default component;
}

declare module '*.css';

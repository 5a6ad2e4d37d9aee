export { listBackends, selectBackend } from './browser.ts';
export * from './common.ts';

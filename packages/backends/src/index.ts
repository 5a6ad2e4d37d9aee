export * from './common.ts';
export { listBackends, selectBackend } from './node.ts';

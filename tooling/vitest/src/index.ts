export { expectClose, expectTensorClose, type Tolerance } from './close.ts';
export { finiteDifferences } from './finite-differences.ts';
export { expectNoLeak } from './leaks.ts';

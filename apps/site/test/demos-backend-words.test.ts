import { BackendError, BackendLostError } from '@hyperprior/backends';
import { expect, test, vi } from 'vitest';
import { backendWords } from '../src/form/backend-words.ts';
import { Session } from '../src/worker/session.ts';

const passedOver = [{ name: 'wasm' as const, reason: 'this browser has no WebAssembly' }];
vi.mock('../src/worker/backend.ts', () => ({
  choose: async () => {
    throw new BackendError('cannot-run', 'selectBackend: no backend of those asked for can run here', passedOver);
  },
}));

/** What @hyperprior/backends refuses a browser's backends with, where it speaks to whoever writes the page. */
const reasons = [
  'its only adapter is software (SwiftShader), far slower than wasm; allowSoftware: true takes it all the same',
  "TensorFlow.js could not start it; check that the page can fetch its .wasm file: selectBackend's wasmPaths says where the files lie",
  'the package @tensorflow/tfjs-backend-wasm did not register its backend',
  'this browser has no WebGPU (navigator.gpu)',
  'a browser offers WebGPU to secure pages only: serve this one over https or from localhost',
  'this browser has WebGPU, but finds no GPU adapter for it',
  'it does not exist in this environment',
];
const programmers = /allowSoftware|wasmPaths|selectBackend|navigator|localhost|adapter|regist|environment/;

test.each(reasons)('a visitor is not told how to program: %s', (reason) => {
  expect(reason).toMatch(programmers);
  expect(backendWords(reason)).not.toMatch(programmers);
});

test('the facts of a reason stay', () => {
  const software =
    'its only adapter is software (ANGLE (SwiftShader)), far slower than wasm; allowSoftware: true takes it all the same';
  expect(backendWords(software)).toMatch(
    /^its only GPU is emulated in software \(ANGLE \(SwiftShader\)\), .*slower than wasm/,
  );
  const missing = 'the package @tensorflow/tfjs-backend-webgl is not part of this page: 404';
  expect(backendWords(missing)).toBe(
    'its part of TensorFlow.js (@tensorflow/tfjs-backend-webgl) could not be loaded: 404',
  );
  expect(backendWords(new BackendLostError('webgpu', 'destroyed').message)).toBe(
    'the webgpu device was lost (destroyed)',
  );
  expect(backendWords('this browser has no WebGL')).toBe('this browser has no WebGL');
});

test('a run for which no backend is left is refused with each one’s reason', async () => {
  const reply = await new Session().answer({ kind: 'gradients', priors: [] });
  expect(reply).toMatchObject({
    kind: 'refused',
    message: expect.stringMatching(
      /^none of the backends .* \(wasm: this browser has no WebAssembly\); choose another/,
    ),
  });
});

import { afterEach, expect, it } from 'vitest';
import { watchListeners } from '../../src/select/node/process-listeners.ts';

class ExitStatus {}
const ofTheLoader = (error: unknown) => {
  if (!(error instanceof ExitStatus)) throw error;
};
const ofTheUser = () => {};

afterEach(() => {
  process.removeListener('uncaughtException', ofTheLoader);
  process.removeListener('uncaughtException', ofTheUser);
});

it("takes away the wasm loader's exception listener and nobody else's", () => {
  const removeThem = watchListeners();
  process.on('uncaughtException', ofTheUser);
  process.on('uncaughtException', ofTheLoader);
  removeThem();
  expect(process.listeners('uncaughtException')).toContain(ofTheUser);
  expect(process.listeners('uncaughtException')).not.toContain(ofTheLoader);
});

it('leaves what was there before', () => {
  process.on('uncaughtException', ofTheLoader);
  watchListeners()();
  expect(process.listeners('uncaughtException')).toContain(ofTheLoader);
});

import { expectClose } from '@hyperprior/vitest';

/** Asserts that a derivative is the true one within 1e-4 of its values and of the largest of them. */
export function expectRight(actual: readonly number[], expected: readonly number[]): void {
  expectClose(actual, expected, { rel: 1e-4, abs: 1e-4 * Math.max(...expected.map(Math.abs)) });
}

export function isRight(actual: readonly number[], expected: readonly number[]): boolean {
  try {
    expectRight(actual, expected);
    return true;
  } catch {
    return false;
  }
}

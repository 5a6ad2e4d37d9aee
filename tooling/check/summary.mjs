/** Adds up the tests of a vitest JSON report and the steps of `check`: prints `N passed, N failed, N skipped`. */
import { existsSync, readFileSync } from 'node:fs';

const [testsPath, checkPath] = process.argv.slice(2);
const tests = existsSync(testsPath)
  ? JSON.parse(readFileSync(testsPath, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
const [, passed = '0', failed = '1'] = /^(\d+) passed, (\d+) failed$/m.exec(readFileSync(checkPath, 'utf8')) ?? [];
console.log(
  `${tests.numPassedTests + Number(passed)} passed, ${tests.numFailedTests + Number(failed)} failed, ${tests.numPendingTests} skipped`,
);

/**
 * All that CI checks, in one command: `npm run check`. `--without tests,packed` leaves steps out; `--only lint` runs
 * one. Ends with a line `N passed, N failed`.
 */
import { parseArgs } from 'node:util';
import { packageHealth } from './health.mjs';
import { root } from './packages.mjs';
import { packedExamples } from './packed.mjs';
import { ofCheck, pnpm, tool } from './run.mjs';

const steps = {
  lint: () => tool('biome', ['check', '--error-on-warnings']),
  types: checkTypes,
  unused: () => tool('knip', []),
  build: () => pnpm(['run', 'build']),
  health: packageHealth,
  floors: () => tool('depcruise', floorArguments, { ...ofCheck, cwd: root }),
  sizes: () => tool('size-limit', [], ofCheck),
  packed: packedExamples,
  tests: () => tool('vitest', ['run']),
};

const floorArguments = ['--config', 'tooling/check/floors.cjs', '--output-type', 'err', 'packages', 'apps'];

/** The site's components are checked by Vue's own compiler. */
async function checkTypes() {
  const packages = await tool('tsc', ['--noEmit', '-p', 'tsconfig.json']);
  if (!packages.ok) return packages;
  return tool('vue-tsc', ['--noEmit'], { of: `${root}apps/site` });
}

const chosen = chooseSteps(process.argv.slice(2));
let failures = 0;
for (const name of chosen) {
  const begin = performance.now();
  const { ok, output } = await steps[name]();
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${seconds.padStart(6)} s`);
  if (!ok) {
    failures++;
    console.log(output.trimEnd().replaceAll(/^/gm, '       '));
  }
}
console.log(`${chosen.length - failures} passed, ${failures} failed`);
process.exitCode = failures > 0 ? 1 : 0;

function chooseSteps(args) {
  const list = { type: 'string' };
  const { only, without, help } = optionsIn(args, { only: list, without: list, help: { type: 'boolean' } });
  const names = Object.keys(steps);
  if (help) {
    console.log(`npm run check -- [--only STEPS] [--without STEPS]\n\nSteps, with commas between: ${names.join(', ')}`);
    process.exit();
  }
  const [some, none] = [only?.split(',') ?? names, without?.split(',') ?? []];
  const unknown = [...some, ...none].find((name) => !names.includes(name));
  if (unknown !== undefined) refuse(`there is no step '${unknown}'; there are ${names.join(', ')}`);
  return names.filter((name) => some.includes(name) && !none.includes(name));
}

function optionsIn(args, options) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    return refuse(error.message);
  }
}

function refuse(problem) {
  console.error(`check: ${problem}`);
  process.exit(2);
}

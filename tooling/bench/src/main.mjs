/**
 * Every benchmark, one after the other: `npm run bench`, or `npm run bench -- numerics bas` for some. Each compares
 * with a peer in the same run; ratios count, times do not.
 */
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';

const names = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.bench.mjs'))
  .map((name) => name.replace('.bench.mjs', ''));

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`bench: there is no benchmark '${unknown}'; there are ${names.join(', ')}`);
  process.exit(2);
}

console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0].model}\n`);
for (const name of chosen.length > 0 ? chosen : names) {
  const { run } = await import(`./${name}.bench.mjs`);
  print(await run());
}

/** A table in columns as wide as they need to be. */
function print({ title, columns, rows }) {
  const cells = [columns, ...rows].map((row) => row.map(String));
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  console.log(title);
  for (const row of cells)
    console.log(`  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')}`);
  console.log();
}

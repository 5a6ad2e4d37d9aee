import { type BackendRow, listBackends } from '@hyperprior/backends';
import { Command } from 'commander';
import { toJson } from '../to-json.ts';

/** `hyperprior backends` */
export function backendsCommand(): Command {
  return new Command('backends')
    .summary('what this machine can compute on, and why not the rest')
    .description('Tries every backend, best first, and says which can run here and why the others cannot.')
    .option('--json', 'print the table as one JSON object')
    .option('--allow-software', 'let a GPU backend run on a software adapter (slow)')
    .action(async ({ json, allowSoftware }: { json?: boolean; allowSoftware?: boolean }) => {
      const reports = await listBackends({ allowSoftware });
      process.stdout.write(json ? `${toJson({ backends: reports })}\n` : `${reports.map(line).join('\n')}\n`);
    });
}

const line = (report: BackendRow): string =>
  `${report.available ? 'yes' : 'no '}  ${report.name.padEnd(9)} ${report.available ? report.device : report.reason}`;

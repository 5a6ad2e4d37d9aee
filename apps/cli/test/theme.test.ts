import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../src/program.ts';
import { hyperpriorHere } from './hyperprior.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'hyperprior-'));
const darkBackground = 'fill="#14171a"';

describe('--theme', () => {
  test('every command that draws has it, and names the themes in its help', () => {
    const drawing = createProgram().commands.filter(({ options }) => options.some(({ long }) => long === '--out'));
    expect(drawing.length).toBeGreaterThanOrEqual(6);
    for (const command of drawing)
      expect(command.helpInformation()).toMatch(/--theme <name> +colours .*light or\s+dark/);
  });

  test('a run is drawn dark', async () => {
    const out = scratch();
    const run = ['bas', '--steps', '2', '--no-gif', '--backend', 'wasm', '--theme', 'dark', '--out', out];
    expect((await hyperpriorHere(run)).code).toBe(0);
    expect(readFileSync(join(out, 'figure.svg'), 'utf8')).toContain(darkBackground);
  });

  test('a log is drawn dark', async () => {
    const out = scratch();
    const log = join(out, 'run.jsonl');
    writeFileSync(
      log,
      '{"step":0,"values":{"loss":1},"problems":{}}\n{"step":1,"values":{"loss":0.5},"problems":{}}\n',
    );
    expect((await hyperpriorHere(['cockpit', log, '--theme', 'dark', '--out', out])).code).toBe(0);
    expect(readFileSync(join(out, 'cockpit.svg'), 'utf8')).toContain(darkBackground);
  });

  test('an unknown theme is refused in one line', async () => {
    const { code, stdout, stderr } = await hyperpriorHere(['bas', '--theme', 'blue']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe("hyperprior: --theme: there is no theme 'blue'; choose one of light, dark\n");
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hyperpriorHere } from './hyperprior.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'hyperprior-'));

describe('hyperprior prior', () => {
  test('says support, moments and quantiles', async () => {
    const { code, stdout } = await hyperpriorHere(['prior', 'beta(2, 6)']);
    expect(code).toBe(0);
    expect(stdout).toBe(`beta(a = 2, b = 6)
  support    0 to 1
  mean       0.25
  variance   0.0208333 (standard deviation 0.144338)
  quantiles  1 %: 0.0226651, 5 %: 0.0533755, 25 %: 0.137974, 50 %: 0.22849, 75 %: 0.34071, 95 %: 0.520703, 99 %: 0.643365
`);
  });

  test('--json prints one object; the ends of an infinite support are text', async () => {
    const { stdout } = await hyperpriorHere([
      'prior',
      'normal(0, 1)',
      '0.3 * beta(2, 6) + 0.7 * uniform(0, 1)',
      '--json',
    ]);
    const { priors } = JSON.parse(stdout);
    expect(priors).toHaveLength(2);
    expect(priors[0]).toMatchObject({ kind: 'continuous', support: ['-Infinity', 'Infinity'] });
    expect(priors[0].variance).toBeCloseTo(1, 9);
    expect(priors[1].mean).toBeCloseTo(0.425, 9);
    expect(priors[1].quantiles.map(({ p }: { p: number }) => p)).toEqual([0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]);
  });

  test('--out writes the picture of several priors', async () => {
    const out = join(scratch(), 'new');
    const { code, stdout } = await hyperpriorHere([
      'prior',
      'beta(2, 6)',
      'uniform(0, 1)',
      '--theme',
      'dark',
      '--out',
      out,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Written to ${out}: prior.svg, prior.png`);
    expect(readdirSync(out).sort()).toEqual(['prior.png', 'prior.svg']);
    expect(readFileSync(join(out, 'prior.svg'), 'utf8')).toContain('uniform(low = 0, high = 1)');
  });

  test.each([
    [['beta(2'], "hyperprior: prior: 'beta(2' is not a prior; write for instance beta(2, 6)\n"],
    [['beta(2)'], 'hyperprior: prior: beta takes 2 parameters (a, b), but got 1\n'],
    [
      Array(10).fill('beta(2, 6)'),
      'hyperprior: prior: at most 9 priors can be shown at once, but got 10; leave some out\n',
    ],
  ])('%j is refused in one line, and nothing is written', async (priors, line) => {
    const out = join(scratch(), 'new');
    const { code, stdout, stderr } = await hyperpriorHere(['prior', ...priors, '--out', out]);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: line });
    expect(existsSync(out)).toBe(false);
  });
});

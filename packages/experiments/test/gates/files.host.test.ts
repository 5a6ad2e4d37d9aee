import { parseCsv, splitTable, standardize } from '@hyperprior/datasets';
import { describe, expect, test } from 'vitest';
import { type GatesConfig, gates, loadGates } from '../../src/index.ts';
import { quick } from '../support/clouds.ts';
import { finish } from '../support/finish.ts';

/** Two classes; the name of one needs quotes. */
const lines = Array.from({ length: 80 }, (_, i) => {
  const [wide, narrow] = [Math.sin(7 * i), Math.cos(5 * i)];
  return `${100 * (i % 2) + 40 * wide},${narrow},${i % 2 ? '"two, or ""2"""' : 'one'}`;
});
const table = parseCsv(`wide,narrow,class\n${lines.join('\n')}\n`);
const data = standardize(splitTable(table));

/** Files and report of a short run. */
async function filesOf(more: GatesConfig = {}) {
  const { frames, result } = await finish(gates.run({ ...quick, data, only: ['bas'], epochs: 8, ...more }));
  const files = new Map(gates.files?.(result));
  const report = gates.report(result, frames[frames.length - 1]).join('\n');
  return { result, files, report, text: (name: string) => files.get(name) ?? '' };
}

describe('files of a gates run', () => {
  test('a written model classifies the rows of the table as its predictions say', async () => {
    const { result, text } = await filesOf();
    const { classify, model } = loadGates(text('model-bas.json'));
    expect(model).toMatchObject({ variant: 'bas', seed: 0, features: ['wide', 'narrow'] });
    expect(model.classes).toEqual(table.classNames);
    expect(model.settings).toMatchObject({ epochs: 8, learningRate: 0.02 });
    const rows = text('predictions-bas.csv').trimEnd().split('\n');
    expect(rows[0]).toBe('row,true,predicted,open');
    expect(rows).toHaveLength(1 + data.test.count);
    let hits = 0;
    for (const row of rows.slice(1)) {
      const [, number, truth, predicted, open] = /^(\d+),(one|".*"""),(one|".*"""),([\d.]+)$/.exec(row) ?? [];
      const [features, label] = [lines[Number(number) - 1].split(',', 2), lines[Number(number) - 1]];
      expect(label.endsWith(truth)).toBe(true);
      const found = classify(features.map(Number));
      expect(predicted).toBe(found.className === 'one' ? 'one' : '"two, or ""2"""');
      expect(found.gates.filter(Boolean)).toHaveLength(Number(open) * found.gates.length);
      expect(found.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      hits += Number(truth === predicted);
    }
    expect(hits / data.test.count).toBeCloseTo(result.variants.bas?.accuracy ?? 0, 12);
    const [head, ...counts] = text('confusion-bas.csv').trimEnd().split('\n');
    expect(head).toBe('true,one,"two, or ""2"""');
    const numbers = counts.map((row) => row.split(',').slice(-2).map(Number));
    expect(numbers[0][0] + numbers[1][1]).toBe(hits);
    expect(numbers.flat().reduce((sum, count) => sum + count, 0)).toBe(data.test.count);
  });

  test('several seeds give the files of the first one, and no matrix in the report', async () => {
    const [single, several] = [await filesOf(), await filesOf({ seeds: 2 })];
    expect(several.files).toEqual(single.files);
    expect(single.report).toMatch(/Test samples by true class \(rows\) and predicted class \(columns\), bas:\n +one/);
    expect(several.report).not.toContain('Test samples');
    expect([...single.files.keys()].every((name) => gates.fileNames?.test(name))).toBe(true);
  });

  test('a resumed run gives the same ones', async () => {
    const config: GatesConfig = { ...quick, data, only: ['plain', 'bas'], resumable: true };
    const whole = await finish(gates.run(config));
    const resumed = await finish(gates.run({ ...config, resume: structuredClone(whole.frames[2]) }));
    expect(gates.files?.(resumed.result)).toEqual(gates.files?.(whole.result));
    expect(gates.files?.(whole.result)).toHaveLength(6);
  });
});

describe('loadGates', () => {
  test('rejects what is no model', async () => {
    for (const json of ['', '{}', 'null', 3, { format: 'hyperprior-gates-2' }])
      expect(() => loadGates(json)).toThrow("loadGates: 'json' must be a model that gates wrote");
    const { text } = await filesOf({ epochs: 1 });
    const model = JSON.parse(text('model-bas.json'));
    expect(() => loadGates({ ...model, classes: ['one'] })).toThrow('do not fit together');
    const body = { ...model.layers.body, bias: [] };
    expect(() => loadGates({ ...model, layers: { ...model.layers, body } })).toThrow("layer 'body'");
    expect(() => loadGates(model).classify([1])).toThrow("classify: 'features' must be 2 finite numbers, but got 1");
    expect(() => loadGates(model).classify([1, Number.NaN])).toThrow('some of them not finite');
  });
});

import { describe, expect, test } from 'vitest';
import { gatesFigure } from '../src/index.ts';
import { gatesFrame, variantState } from './frames.ts';
import { fixedLayer, readSvg, wordsOf } from './read-svg.ts';

const all = ['plain', 'l1', 'mean', 'bas'] as const;

test('each variant has a column with its key figures', () => {
  const words = wordsOf(
    gatesFigure(
      gatesFrame(
        [...all],
        all.map((name) => variantState(name, 10, { finished: true })),
      ),
    ),
  );
  for (const name of all) expect(words).toContain(`Variant ${name}`);
  for (const figure of ['95.6 %', '41.0 %', '100.0 %', '−6.3 %', '74.3 %']) {
    expect(words.filter((word) => word === figure)).toHaveLength(4);
  }
});

test('a run in progress shows the validation set, and no figures that are not known yet', () => {
  const words = wordsOf(gatesFigure(gatesFrame(['plain', 'bas'], [variantState('plain', 2)])));
  expect(words).toContain('epoch 2 of 10, validation set');
  expect(words).toContain('85.0 %');
  expect(words.filter((word) => word === '–')).toHaveLength(2);
  expect(words).toEqual(expect.arrayContaining(['Variant bas', 'not begun']));
});

test('the prior is drawn where Batch-Shaping holds the gates to it', () => {
  const legends = (name: 'plain' | 'bas') =>
    wordsOf(gatesFigure(gatesFrame([name], [variantState(name, 2)]))).filter((word) => word.startsWith('gates\u00a0'));
  expect(legends('plain')).toEqual([]);
  expect(legends('bas')).toEqual(['gates\u00a0\u00a0\u00a0prior']);
});

test('the target is drawn where a penalty aims at one', () => {
  const words = (name: 'l1' | 'mean') => wordsOf(gatesFigure(gatesFrame([name], [variantState(name, 2)]))).join();
  expect(words('l1')).not.toContain('target');
  expect(words('mean')).toContain('conditional\u00a0\u00a0\u00a0target');
});

test('a picture keeps its size from the first frame to the last', () => {
  const size = (svg: string) => /viewBox="([^"]*)"/.exec(svg)?.[1];
  const empty = gatesFigure(gatesFrame([...all], []));
  const full = gatesFigure(
    gatesFrame(
      [...all],
      all.map((name) => variantState(name, 10, { finished: true })),
    ),
  );
  expect(size(empty)).toBe(size(full));
});

test('the axes do not move while a variant trains', () => {
  const at = (epoch: number) => fixedLayer(gatesFigure(gatesFrame(['bas'], [variantState('bas', epoch)])));
  expect(at(9)).toBe(at(1));
});

describe('frames at the edge', () => {
  test.each([1, 2, 3, 4])('%d variants', (count) => {
    const names = all.slice(0, count);
    readSvg(
      gatesFigure(
        gatesFrame(
          [...names],
          names.map((name) => variantState(name, 3)),
        ),
        { theme: 'dark' },
      ),
    );
  });

  const nan = Number.NaN;
  test.each([
    ['no epoch yet', { history: [], epoch: 0 }],
    ['no gates', { openShares: new Float32Array(0), probabilities: new Float32Array(0) }],
    ['gates that are all shut', { openShares: new Float32Array(16), probabilities: new Float32Array(100) }],
    ['a gate that is not a number', { openShares: Float32Array.of(nan, 0.5), probabilities: Float32Array.of(nan, 1) }],
    [
      'an epoch that diverged',
      { history: [{ epoch: 1, trainLoss: nan, validationAccuracy: nan, openShare: nan, conditionalShare: nan }] },
    ],
    ['a name with signs', { label: '<L1> & "co"' }],
  ])('%s', (_, changed) => {
    readSvg(gatesFigure(gatesFrame(['bas'], [variantState('bas', 1, { changed })])));
  });

  test('no variant at all', () => {
    readSvg(gatesFigure(gatesFrame([], [])));
  });
});

import { alphaOptimizers, families, gateVariants, gbas, presetNames } from '@hyperprior/experiments';
import { basFigure } from '@hyperprior/figures';
import { describe, expect, test } from 'vitest';
import { frameFile } from '../src/export/frame-file.ts';
import { layersOf } from '../src/figure/paint.ts';
import { alphaCourseOf, alphaProblems, initialAlphaForm, optimizerLabels } from '../src/form/alpha-form.ts';
import { formOf, mostPoints, problemsOf, startOf } from '../src/form/bas-form.ts';
import { familyForm, familyNames } from '../src/form/families.ts';
import { courseOf, gatesProblems, initialGatesForm, variantLabels } from '../src/form/gates-form.ts';
import {
  gbasCourseOf,
  gbasProblems,
  gbasStartOf,
  hyperpriorRules,
  initialGbasForm,
  learnedFamilies,
  withFamily,
  withStart,
} from '../src/form/gbas-form.ts';
import { readPoints } from '../src/form/read-points.ts';
import { placeOf, trackOf, valueAt } from '../src/form/slider.ts';

describe('the families of the page are those of the experiments', () => {
  test('by name', () => expect([...familyNames].sort()).toEqual(Object.keys(families).sort()));

  test.each(familyNames)('%s: names, bounds and order of its parameters', (name) => {
    const { parameters, initial, ordered } = familyForm(name);
    const { family } = families[name].make(...initial);
    expect(parameters.map(({ label }) => label)).toEqual(families[name].parameters);
    expect(parameters.map(({ above, below }) => [above, below])).toEqual(
      family.parameters.map(({ low, high }) => [low, high]),
    );
    expect(ordered ? [ordered] : []).toEqual(family.ordered ?? []);
  });

  test.each(familyNames)('%s: a slider reaches no number that is refused', (name) => {
    for (const { slider, above, below } of familyForm(name).parameters) {
      expect(slider[0]).toBeGreaterThan(above);
      expect(slider[1]).toBeLessThan(below);
    }
  });
});

describe('the Batch-Shaping form', () => {
  test.each(presetNames)('%s is filled in without a problem', (preset) => {
    const form = formOf(preset);
    expect(problemsOf(form)).toEqual({});
    expect(startOf(form).points).toEqual({ kind: 'stored', preset });
  });

  test('says beside each control what is wrong', () => {
    const form = { ...formOf('beta-2-6'), parameters: [-1, Number.NaN], learningRate: 0, steps: 1.5 };
    expect(problemsOf(form)).toEqual({
      'parameter-0': '“a” must be a number greater than 0, but this is -1.',
      'parameter-1': '“b” must be a number greater than 0, but this is no number.',
      'learning-rate': '“learning rate” must be a number greater than 0, but this is 0.',
      steps: '“steps” must be a whole number from 1 to 2000, but this is 1.5.',
    });
  });

  test('looks at count, seed and file only where they are used', () => {
    const form = { ...formOf('beta-2-6'), count: 0, seed: -1 };
    expect(problemsOf(form)).toEqual({});
    expect(Object.keys(problemsOf({ ...form, start: 'drawn' }))).toEqual(['count', 'seed']);
    expect(Object.keys(problemsOf({ ...form, start: 'file' }))).toEqual(['file']);
  });

  test('two parameters that must be in order', () => {
    const form = { ...formOf('beta-2-6'), family: 'uniform' as const, parameters: [0.9, 0.1] };
    expect(problemsOf(form)).toEqual({ 'parameter-1': '“high” must be greater than “low”, which is 0.9.' });
  });
});

test('the gates’ form', () => {
  expect(Object.keys(variantLabels)).toEqual([...gateVariants]);
  expect(gatesProblems(initialGatesForm())).toEqual({});
  const bad = { ...initialGatesForm(), variants: [], target: 1, epochs: 0 };
  expect(Object.keys(gatesProblems(bad))).toEqual(['variants', 'target', 'epochs']);
});

test('the gates’ course is the same in whichever order the variants were chosen, at another target and rate', () => {
  const form = initialGatesForm();
  const course = courseOf(form);
  expect(courseOf({ ...form, variants: [...form.variants].reverse(), target: 0.1, learningRate: 0.1 })).toBe(course);
  for (const change of [{ epochs: 9 }, { seed: 1 }, { ownTable: true }, { variants: [] }])
    expect(courseOf({ ...form, ...change })).not.toBe(course);
});

describe('the form of learned priors', () => {
  const form = initialGbasForm();

  test('begins with the notebook’s run, as the experiment has it', () => {
    expect(gbasProblems(form)).toEqual({});
    expect(gbas.check(gbasStartOf(form))).toEqual({
      ...gbas.check({}),
      hyperprior: expect.objectContaining({ label: 'beta(a = 3, b = 7)' }),
    });
  });

  test.each(learnedFamilies)('%s can be learned from points of one’s own', (family) => {
    const own = { ...form, start: 'drawn' as const, ...withFamily(family), dimensions: 4 };
    expect(gbas.check(gbasStartOf(own))).toMatchObject({ preset: null, family, dimensions: 4, seed: 0 });
  });

  test('the notebook’s start has its own family, and another family a start of its own', () => {
    expect({ ...form, ...withFamily('beta') }).toMatchObject({ start: 'drawn', family: 'beta' });
    expect({ ...form, ...withFamily('beta'), ...withStart('notebook') }).toEqual(form);
    expect({ ...form, ...withStart('drawn'), ...withFamily('relaxed-bernoulli') }).toMatchObject({ start: 'drawn' });
  });

  test('says beside each control what is wrong, and looks only at those that are used', () => {
    const bad = { ...form, a: 0, b: Number.NaN, learningRate: -1, steps: 0, dimensions: 0, count: 0.5, seed: -1 };
    expect(Object.keys(gbasProblems(bad))).toEqual(['a', 'b', 'learning-rate', 'steps']);
    expect(gbasProblems({ ...bad, start: 'drawn' })).toMatchObject({
      b: '“hyperprior b” must be a number greater than 0, but this is no number.',
      dimensions: '“number of dimensions” must be a whole number from 1 to 200, but this is 0.',
      count: '“points in each” must be a whole number from 1 to 2000, but this is 0.5.',
      seed: expect.any(String),
    });
  });

  test('its course is the same at another hyperprior and learning rate', () => {
    expect(gbasCourseOf({ ...form, a: 1, b: 1, learningRate: 1 })).toBe(gbasCourseOf(form));
    for (const change of [withFamily('beta'), withStart('drawn'), { steps: 9 }])
      expect(gbasCourseOf({ ...form, ...change })).not.toBe(gbasCourseOf(form));
  });

  test('a slider of the hyperprior reaches no number that is refused', () => {
    for (const { slider, above } of Object.values(hyperpriorRules)) expect(slider[0]).toBeGreaterThan(above);
  });
});

describe('the form of alpha', () => {
  const form = initialAlphaForm();

  test('begins with a training that can run, as do all of its optimizers', () => {
    expect(alphaProblems(form)).toEqual({});
    expect(Object.keys(optimizerLabels)).toEqual([...alphaOptimizers]);
  });

  test('says beside each control what is wrong', () => {
    const bad = { ...form, learningRate: 0, batchSize: 0.5, steps: Number.NaN, seed: -1 };
    expect(alphaProblems(bad)).toMatchObject({
      'learning-rate': '“learning rate” must be a number greater than 0, but this is 0.',
      'batch-size': '“samples in a batch” must be a whole number from 1 to 1024, but this is 0.5.',
      steps: expect.stringContaining('this is no number'),
      seed: expect.any(String),
    });
  });

  test('its course is the same at another learning rate', () => {
    expect(alphaCourseOf({ ...form, learningRate: 1 })).toBe(alphaCourseOf(form));
    for (const change of [{ optimizer: 'adam' as const }, { batchSize: 8 }, { steps: 9 }, { seed: 1 }])
      expect(alphaCourseOf({ ...form, ...change })).not.toBe(alphaCourseOf(form));
  });
});

describe('a points file', () => {
  test('is read', () => expect(readPoints('1\n-2.5\n')).toEqual({ points: Float32Array.of(1, -2.5) }));

  test.each([
    ['empty', '', /^The text holds no number/],
    ['ragged', '1\n2 3\n', /^Line 2 must be one finite number, but is '2 3'\.$/],
    ['too large', '1e39', /^Number 1 is too large for a 32-bit float\.$/],
    ['too long', '1\n'.repeat(mostPoints + 1), /at most 5000/],
  ])('that is %s is answered in a sentence', (_, text, sentence) => {
    expect(readPoints(text)).toEqual({ problem: expect.stringMatching(sentence) });
  });
});

describe('a slider', () => {
  const log = { slider: [1e-3, 1], scale: 'log' } as const;
  test('of a logarithmic scale', () => {
    expect(trackOf(log)).toEqual({ min: -3, max: 0, step: 0.01 });
    expect(valueAt(log, placeOf(log, 0.1))).toBe(0.1);
    expect(valueAt(log, -1.5)).toBe(0.0316);
  });
  test('stays on its track', () => {
    expect([placeOf(log, 50), placeOf(log, 1e-9), placeOf(log, Number.NaN)]).toEqual([0, -3, -3]);
  });
});

const frame = {
  kind: 'bas' as const,
  step: 1,
  steps: 3,
  loss: 0.1,
  points: Float32Array.of(0.1, 0.7),
  losses: Float64Array.of(0.2, 0.1),
  target: {
    label: 'uniform',
    domain: [0, 1] as const,
    x: Float64Array.of(0, 1),
    cdf: Float64Array.of(0, 1),
    pdf: Float64Array.of(1, Number.POSITIVE_INFINITY),
  },
};

test('a figure’s fixed layer stays where only the points move', () => {
  const first = layersOf(basFigure(frame));
  const second = layersOf(basFigure({ ...frame, step: 2, points: Float32Array.of(0.2, 0.9) }));
  expect(second.fixed).toBe(first.fixed);
  expect(second.moving).not.toBe(first.moving);
  expect(first.moving).toContain('<path');
  expect(first.fixed.endsWith('<g></g></svg>')).toBe(true);
});

test('a picture without layers is all fixed', () =>
  expect(layersOf('<svg></svg>')).toEqual({ fixed: '<svg></svg>', moving: null }));

test('frames become JSON lines', async () => {
  const [line, rest] = (
    await (await frameFile([{ ...frame, state: { updates: 1, values: frame.points } }])).text()
  ).split('\n');
  expect(rest).toBe('');
  expect(JSON.parse(line)).toMatchObject({ step: 1, points: [0.1, 0.7], target: { pdf: [1, 'Infinity'] } });
  expect(line).not.toContain('state');
});

test('a file of frames is made in slices, between which the page has its turn', async () => {
  let time = 0;
  const turns: number[] = [];
  // Each frame takes three milliseconds by this clock, which is read once for it.
  const now = () => {
    time += 3;
    return time;
  };
  const pause = async () => {
    turns.push(time);
    time += 1000;
  };
  const frames = Array.from({ length: 50 }, (_, step) => ({ ...frame, step }));
  const file = frameFile(frames, { now, pause });
  frames.length = 1;
  expect((await file).type).toBe('application/jsonl');
  const lines = (await (await file).text()).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).step)).toEqual(Array.from({ length: 50 }, (_, step) => step));
  expect(turns.length).toBeGreaterThan(10);
  const slices = turns.map((turn, i) => turn - (i > 0 ? turns[i - 1] + 1000 : 0));
  expect(Math.max(...slices)).toBeLessThan(20);
});

import { selectBackend } from '@hyperprior/backends';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { landscapeForm, landscapeNames } from '../src/form/landscapes.ts';
import type { Curvature, CurvatureQuestion, Pair } from '../src/worker/curvature/curvature.ts';
import { curvatureAt } from '../src/worker/curvature/curvature-at.ts';
import { Session } from '../src/worker/session.ts';

const choices = vi.hoisted(() => ({ count: 0 }));
vi.mock('../src/worker/backend.ts', () => ({
  choose: () => {
    choices.count += 1;
    return selectBackend({ prefer: 'cpu' });
  },
}));

beforeAll(() => selectBackend({ prefer: 'cpu' }));

const sigmoid = (u: number) => 1 / (1 + Math.exp(-u));

/** The functions in float64, from the formulas that the page shows. */
const formulas = {
  bump: (x: number, y: number) =>
    3 * sigmoid(1 - 2 * x * x - y * y) + Math.exp(2 * x) / (Math.exp(2 * x) + Math.exp(2 * y) + 1),
  valley: (x: number, y: number) => ((1 - x) ** 2 + 5 * (y - x * x) ** 2) / 4,
  saddle: (x: number, y: number) => (x * x + x * y - y * y) / 2,
};

/** Gradient and Hv by central differences. */
function differences(f: (x: number, y: number) => number, [x, y]: Pair, [vx, vy]: Pair) {
  const h = 1e-4;
  const gradient = (a: number, b: number): Pair => [
    (f(a + h, b) - f(a - h, b)) / (2 * h),
    (f(a, b + h) - f(a, b - h)) / (2 * h),
  ];
  const [ahead, behind] = [gradient(x + h * vx, y + h * vy), gradient(x - h * vx, y - h * vy)];
  return { gradient: gradient(x, y), product: ahead.map((value, i) => (value - behind[i]) / (2 * h)) };
}

const question: CurvatureQuestion = { landscape: 'bump', point: [0.43, -0.71], angle: 38 };

function expectClose(found: readonly number[], expected: readonly number[], tolerance = 2e-5) {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => {
    expect(Math.abs(value - expected[i])).toBeLessThan(tolerance);
  });
}

describe.each(landscapeNames)('the %s', (landscape) => {
  const f = formulas[landscape];
  const asked = { ...question, landscape };
  let found: Curvature;
  beforeAll(async () => {
    found = await curvatureAt(asked);
  });

  test('has the derivatives of its formula', () => {
    const expected = differences(f, asked.point, found.direction);
    expectClose([found.value], [f(...asked.point)]);
    expectClose(found.gradient, expected.gradient);
    expectClose(found.alone.gradient, expected.gradient);
    expectClose(found.product, expected.product);
    expectClose([found.slope], [expected.gradient[0] * found.direction[0] + expected.gradient[1] * found.direction[1]]);
  });

  test('has its heights and its section where they belong', () => {
    const { x, y } = landscapeForm(landscape).domain;
    expectClose([found.heights[0], found.heights[48]], [f(x[0], y[0]), f(x[1], y[0])], 1e-4);
    expectClose([found.heights[48 * 49], found.heights[49 * 49 - 1]], [f(x[0], y[1]), f(x[1], y[1])], 1e-4);
    const [px, py] = asked.point;
    const [vx, vy] = found.direction;
    expectClose(
      [found.section.values[0], found.section.values[80]],
      [-0.6, 0.6].map((t) => f(px + t * vx, py + t * vy)),
    );
  });
});

test('TensorFlow.js alone takes what sigmoid and softmax save for constants', async () => {
  const { point, direction, alone } = await curvatureAt(question);
  const s = sigmoid(1 - 2 * point[0] ** 2 - point[1] ** 2);
  expectClose(alone.product, [3 * s * (1 - s) * -4 * direction[0], 3 * s * (1 - s) * -2 * direction[1]]);
});

test('it has the others right, before and after', async () => {
  for (const landscape of ['valley', 'saddle', 'valley'] as const) {
    const { product, alone } = await curvatureAt({ ...question, landscape });
    expectClose(alone.product, product);
  }
});

test('nothing is left behind', async () => {
  await curvatureAt(question);
  const { numTensors } = memory();
  await curvatureAt(question);
  expect(memory().numTensors).toBe(numTensors);
});

test('a session tries a backend only when the wish changes', async () => {
  const session = new Session();
  const backend = { prefer: [], allowSoftware: false };
  choices.count = 0;
  for (const angle of [0, 1, 2]) {
    const reply = await session.answer({ kind: 'curvature', question: { ...question, angle }, backend });
    expect(reply).toMatchObject({ kind: 'curvature', curvature: { angle }, backend: { name: 'cpu' } });
  }
  expect(choices.count).toBe(1);
  await session.answer({ kind: 'curvature', question, backend: { ...backend, prefer: ['cpu'] } });
  expect(choices.count).toBe(2);
});

import { describe, expect, test } from 'vitest';
import { channelGatesFigure } from '../src/index.ts';
import { channelGatesFrame } from './frames.ts';
import { readSvg, valuesOf, wordsOf } from './read-svg.ts';

test('the figure says what is shown, and how far it is', () => {
  const words = wordsOf(channelGatesFigure(channelGatesFrame()));
  expect(words).toContain('L0 penalty, weight 0.5: epoch 4 of 6, accuracy 95.3 % (validation set)');
  for (const title of [
    'Accuracy',
    'Open share by gate',
    'Median time of one sample, ms',
    'without gates',
    'convolution 3',
  ])
    expect(words).toContain(title);
});

test('a finished run counts the networks that it draws', () => {
  expect(wordsOf(channelGatesFigure(channelGatesFrame({ finished: 5 })))).toContain(
    'Finished: 2 gated networks and the network without gates',
  );
});

test('the panel of the gates names its network', () => {
  const words = wordsOf(channelGatesFigure(channelGatesFrame({ finished: 5 })));
  expect(words).toContain('L0 penalty, weight 0.5');
});

test('a curve runs from few multiplications to many, in whatever order its points were trained', () => {
  const frame = channelGatesFrame();
  const [gbas, l0] = frame.curves;
  const turned = [{ ...gbas, points: [...gbas.points].reverse() }, l0];
  const [one, other] = [channelGatesFigure(frame), channelGatesFigure(channelGatesFrame({ curves: turned }))];
  const lines = (svg: string) => valuesOf(svg, 'd').filter((d) => d.includes('L'));
  expect(lines(one)).toEqual(lines(other));
});

test('both themes draw the same shapes in other colours', () => {
  const frame = channelGatesFrame();
  const [light, dark] = [channelGatesFigure(frame), channelGatesFigure(frame, { theme: 'dark' })];
  expect(valuesOf(dark, 'd')).toEqual(valuesOf(light, 'd'));
  expect(valuesOf(dark, 'stroke')).not.toEqual(valuesOf(light, 'stroke'));
});

describe('frames at the edge', () => {
  const { training, curves } = channelGatesFrame();
  test.each([
    ['the network without gates', { ungated: null, curves: [], training: { ...training, method: null, setting: 0 } }],
    ['no clock', { curves: curves.map((curve) => ({ ...curve, points: [] })) }],
    ['a single gate', { training: { ...training, openShares: Float32Array.of(1), layers: [1] } }],
    ['a network that knows nothing', { ungated: { accuracy: 0, multiplications: 1 } }],
  ])('%s', (_, changed) => {
    readSvg(channelGatesFigure(channelGatesFrame(changed)));
  });
});

/** Padding as TF.js tells it: by name, by a number, or before and after for each axis; 'ceil' is none, rounded up. */
type Pad = 'same' | 'valid' | 'ceil' | number | readonly (readonly [number, number])[];

/** How windows lie along the spatial axes of `[batch, ...spatial, channels]`. */
export interface Windows {
  readonly input: readonly number[];
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilations?: readonly number[];
  readonly pad: Pad;
}

/** The number of windows along each axis, and where the first begins. */
function layout({ input, size, strides, dilations = size.map(() => 1), pad }: Windows) {
  return input.map((length, i) => {
    const reach = (size[i] - 1) * dilations[i] + 1;
    if (pad === 'same') {
      const count = Math.ceil(length / strides[i]);
      return { count, before: Math.floor(Math.max(0, (count - 1) * strides[i] + reach - length) / 2) };
    }
    if (pad === 'ceil') return { count: Math.ceil((length - reach) / strides[i]) + 1, before: 0 };
    const [before, after] = pad === 'valid' ? [0, 0] : typeof pad === 'number' ? [pad, pad] : pad[i];
    return { count: Math.floor((length + before + after - reach) / strides[i]) + 1, before };
  });
}

/** All places of a box, in row-major order. */
export function places(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, length) => all.flatMap((place) => Array.from({ length }, (_, i) => [...place, i])),
    [[]],
  );
}

export const flatten = (place: readonly number[], shape: readonly number[]) =>
  place.reduce((at, i, axis) => at * shape[axis] + i, 0);

/** For every window, and every place in it that is not outside: the flat indices of window, place and input. */
function* taps(windows: Windows): Generator<{ window: number; place: number; input: number }> {
  const { input, size, strides, dilations = size.map(() => 1) } = windows;
  const along = layout(windows);
  const counts = along.map(({ count }) => count);
  for (const [window, corner] of places(counts).entries())
    for (const [place, offset] of places(size).entries()) {
      const at = corner.map((i, axis) => i * strides[axis] - along[axis].before + offset[axis] * dilations[axis]);
      if (at.every((i, axis) => i >= 0 && i < input[axis])) yield { window, place, input: flatten(at, input) };
    }
}

const product = (list: readonly number[]) => list.reduce((a, b) => a * b, 1);

/** Counts in a batch of images. */
export interface Channels {
  readonly batch: number;
  readonly from: number;
  readonly to: number;
}

/** The convolution of `[batch, ...spatial, from]` with `[...size, from, to]`. */
export function convolution(windows: Windows, { batch, from, to }: Channels) {
  const list = [...taps(windows)];
  const [inputs, outputs] = [product(windows.input), product(layout(windows).map(({ count }) => count))];
  return (x: number[], w: number[]) => {
    const y = new Array<number>(batch * outputs * to).fill(0);
    for (let b = 0; b < batch; b++)
      for (const { window, place, input } of list)
        for (let i = 0; i < from; i++)
          for (let o = 0; o < to; o++)
            y[(b * outputs + window) * to + o] += x[(b * inputs + input) * from + i] * w[(place * from + i) * to + o];
    return y;
  };
}

/** Its transpose: `[batch, ...windows, to]` with the same filter, to `[batch, ...spatial, from]`. */
export function transposedConvolution(windows: Windows, { batch, from, to }: Channels) {
  const list = [...taps(windows)];
  const [inputs, outputs] = [product(windows.input), product(layout(windows).map(({ count }) => count))];
  return (dy: number[], w: number[]) => {
    const x = new Array<number>(batch * inputs * from).fill(0);
    for (let b = 0; b < batch; b++)
      for (const { window, place, input } of list)
        for (let i = 0; i < from; i++)
          for (let o = 0; o < to; o++)
            x[(b * inputs + input) * from + i] += dy[(b * outputs + window) * to + o] * w[(place * from + i) * to + o];
    return x;
  };
}

/** The depthwise convolution of `[batch, ...spatial, from]` with `[...size, from, to]`, to `from * to` channels. */
export function depthwise(windows: Windows, { batch, from, to }: Channels) {
  const list = [...taps(windows)];
  const [inputs, outputs] = [product(windows.input), product(layout(windows).map(({ count }) => count))];
  return (x: number[], w: number[]) => {
    const y = new Array<number>(batch * outputs * from * to).fill(0);
    for (let b = 0; b < batch; b++)
      for (const { window, place, input } of list)
        for (let i = 0; i < from; i++)
          for (let o = 0; o < to; o++)
            y[((b * outputs + window) * from + i) * to + o] +=
              x[(b * inputs + input) * from + i] * w[(place * from + i) * to + o];
    return y;
  };
}

/** Every window and channel made one number, from the values in it and their places. */
export function pooling(
  windows: Windows,
  { batch, channels }: { batch: number; channels: number },
  pool: (values: number[], places: number[], channel: number) => number,
) {
  const list = [...taps(windows)];
  const [inputs, outputs] = [product(windows.input), product(layout(windows).map(({ count }) => count))];
  return (x: number[]) =>
    places([batch, outputs, channels]).map(([b, window, channel]) => {
      const within = list.filter((tap) => tap.window === window);
      return pool(
        within.map(({ input }) => x[(b * inputs + input) * channels + channel]),
        within.map(({ place }) => place),
        channel,
      );
    });
}

export const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));
export const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

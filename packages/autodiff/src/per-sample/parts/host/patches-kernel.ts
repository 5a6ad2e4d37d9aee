import type { HostKernel, HostTensor } from '@hyperprior/backends/kernels';
import type { Movement } from '../movement.ts';

/** As `patchMatrix`, value by value: x is [batch, ...space, channels], with up to three spatial axes. */
export const patchesKernel: HostKernel<Movement> = {
  name: 'HyperpriorPatches',
  outputs: ([{ shape }], { filter, places }) => [
    { shape: [shape[0], ...places, filter.reduce((all, length) => all * length, 1) * shape[shape.length - 1]] },
  ],
  compute([x], [seen], movement) {
    seen.values.fill(0);
    const axes = threeAxes(x, movement);
    const [outer, middle, inner] = axes;
    const patch = outer.taps * middle.taps * inner.taps * inner.step;
    let target = 0;
    for (let image = 0; image < x.shape[0]; image++)
      for (let p = 0; p < outer.places; p++)
        for (let q = 0; q < middle.places; q++)
          for (let r = 0; r < inner.places; r++, target += patch)
            copyPatch(x, seen, { axes, place: [p, q, r], source: image * outer.size * outer.step, target });
  },
};

/** How the filter moves along one axis; `step` values lie between neighbours on it. */
interface Axis {
  readonly size: number;
  readonly step: number;
  readonly taps: number;
  readonly places: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
}

type Three<T> = readonly [T, T, T];

/** The spatial axes, after as many of length one as are missing. */
function threeAxes({ shape }: HostTensor, movement: Movement): Three<Axis> {
  const { filter, places, strides, dilations, paddings } = movement;
  const missing = 3 - filter.length;
  const axis = (i: number, step: number): Axis => {
    const at = i - missing;
    if (at < 0) return { size: 1, step, taps: 1, places: 1, stride: 1, dilation: 1, before: 0 };
    const [size, taps, before] = [shape[at + 1], filter[at], paddings[at][0]];
    return { size, step, taps, places: places[at], stride: strides[at], dilation: dilations[at], before };
  };
  const inner = axis(2, shape[shape.length - 1]);
  const middle = axis(1, inner.step * inner.size);
  return [axis(0, middle.step * middle.size), middle, inner];
}

interface Patch {
  readonly axes: Three<Axis>;
  readonly place: Three<number>;
  readonly source: number;
  readonly target: number;
}

/** What lies in the padding stays zero. */
function copyPatch(x: HostTensor, seen: HostTensor, { axes, place, source, target }: Patch): void {
  const [outer, middle, inner] = axes;
  const channels = inner.step;
  let to = target;
  for (let i = 0; i < outer.taps; i++) {
    const a = offset(outer, place[0], i);
    for (let j = 0; j < middle.taps; j++) {
      const b = offset(middle, place[1], j);
      for (let k = 0; k < inner.taps; k++, to += channels) {
        const c = offset(inner, place[2], k);
        if (a < 0 || b < 0 || c < 0) continue;
        const from = source + a + b + c;
        for (let channel = 0; channel < channels; channel++) seen.values[to + channel] = x.values[from + channel];
      }
    }
  }
}

/** Of what the tap sees at the place along an axis; negative where that is outside. */
function offset({ size, step, stride, dilation, before }: Axis, place: number, tap: number): number {
  const at = place * stride - before + tap * dilation;
  return at >= 0 && at < size ? at * step : -1;
}

import type { backend_util } from '@tensorflow/tfjs-core';

type Triple = readonly [depth: number, height: number, width: number];

/** How a filter, or a pool, moves over a volume; an image is a volume of depth 1. */
export interface Sliding {
  readonly batchSize: number;
  readonly input: Triple;
  readonly output: Triple;
  readonly filter: Triple;
  readonly stride: Triple;
  readonly dilation: Triple;
  readonly pad: Triple;
}

export function slidingOverImage(conv: backend_util.Conv2DInfo): Sliding {
  return {
    batchSize: conv.batchSize,
    input: [1, conv.inHeight, conv.inWidth],
    output: [1, conv.outHeight, conv.outWidth],
    filter: [1, conv.filterHeight, conv.filterWidth],
    stride: [1, conv.strideHeight, conv.strideWidth],
    dilation: [1, conv.dilationHeight, conv.dilationWidth],
    pad: [0, conv.padInfo.top, conv.padInfo.left],
  };
}

export function slidingOverVolume(conv: backend_util.Conv3DInfo): Sliding {
  return {
    batchSize: conv.batchSize,
    input: [conv.inDepth, conv.inHeight, conv.inWidth],
    output: [conv.outDepth, conv.outHeight, conv.outWidth],
    filter: [conv.filterDepth, conv.filterHeight, conv.filterWidth],
    stride: [conv.strideDepth, conv.strideHeight, conv.strideWidth],
    dilation: [conv.dilationDepth, conv.dilationHeight, conv.dilationWidth],
    pad: [conv.padInfo.front, conv.padInfo.top, conv.padInfo.left],
  };
}

/** What lies under the filter at one output place: the first `count` taps that meet a position, padding left out. */
export interface Meetings {
  count: number;
  readonly taps: Int32Array;
  readonly positions: Int32Array;
}

/** Visits every output place, batches included, with what its window meets there. */
export function forEachWindow(sliding: Sliding, visit: (place: number, meetings: Meetings) => void): void {
  const { batchSize, output, filter } = sliding;
  const size = filter[0] * filter[1] * filter[2];
  const meetings = { count: 0, taps: new Int32Array(size), positions: new Int32Array(size) };
  let place = 0;
  for (let batch = 0; batch < batchSize; batch++)
    for (let d = 0; d < output[0]; d++)
      for (let h = 0; h < output[1]; h++)
        for (let w = 0; w < output[2]; w++) {
          collect(sliding, batch, [d, h, w], meetings);
          visit(place++, meetings);
        }
}

function collect(sliding: Sliding, batch: number, place: Triple, meetings: Meetings): void {
  const { input, filter, stride, dilation, pad } = sliding;
  meetings.count = 0;
  for (let fd = 0; fd < filter[0]; fd++) {
    const z = place[0] * stride[0] + fd * dilation[0] - pad[0];
    if (z < 0 || z >= input[0]) continue;
    for (let fh = 0; fh < filter[1]; fh++) {
      const y = place[1] * stride[1] + fh * dilation[1] - pad[1];
      if (y < 0 || y >= input[1]) continue;
      for (let fw = 0; fw < filter[2]; fw++) {
        const x = place[2] * stride[2] + fw * dilation[2] - pad[2];
        if (x < 0 || x >= input[2]) continue;
        meetings.taps[meetings.count] = (fd * filter[1] + fh) * filter[2] + fw;
        meetings.positions[meetings.count++] = ((batch * input[0] + z) * input[1] + y) * input[2] + x;
      }
    }
  }
}

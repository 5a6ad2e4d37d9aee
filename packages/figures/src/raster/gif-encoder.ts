/// <reference path="./gifenc.d.ts" />
import * as gifenc from 'gifenc';

/** gifenc is CommonJS to Node, which finds its functions on the default export only, and an ES module to bundlers. */
const { GIFEncoder, nearestColorIndex, quantize } = typeof gifenc.quantize === 'function' ? gifenc : gifenc.default;

export { GIFEncoder, nearestColorIndex, quantize };

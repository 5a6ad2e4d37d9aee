import { type ChannelShape, convolutionsOf, gateCount, headInputs, outputInputs } from './shape.ts';

/** The multiplications of one sample without gates. */
export const ungatedMultiplications = (shape: ChannelShape): number => bodyMultiplications(shape, shape.channels);

/**
 * The multiplications that samples with these gates take on average, the gate head's own included, as a share of those
 * without gates. A closed channel saves its own filter and its part of the next layer's.
 * @param logits of the gates, [samples, gates]
 */
export function multiplicationsShare(shape: ChannelShape, logits: Float32Array): number {
  const gates = gateCount(shape);
  const samples = logits.length / gates;
  let sum = 0;
  for (let sample = 0; sample < samples; sample++)
    sum += bodyMultiplications(shape, openChannels(shape, logits.subarray(sample * gates, (sample + 1) * gates)));
  return (sum / samples + headMultiplications(shape)) / ungatedMultiplications(shape);
}

/** How many channels each convolution computes for one sample. */
function openChannels({ channels }: ChannelShape, logits: Float32Array): number[] {
  let at = 0;
  return channels.map((count, i) => {
    if (i === 0) return count;
    const own = logits.subarray(at, at + count);
    at += count;
    return own.reduce((open, logit) => open + Number(logit > 0), 0);
  });
}

function bodyMultiplications(shape: ChannelShape, open: readonly number[]): number {
  const convolutions = convolutionsOf(shape);
  const last = open.length - 1;
  const output = outputInputs(shape) * shape.classes * (open[last] / shape.channels[last]);
  return convolutions.reduce(
    (sum, { size, side }, i) => sum + side ** 2 * size ** 2 * (i === 0 ? 1 : open[i - 1]) * open[i],
    output,
  );
}

const headMultiplications = (shape: ChannelShape): number => shape.headUnits * (headInputs(shape) + gateCount(shape));

import type { Table } from '@hyperprior/datasets';
import type { DeviceTable } from '../classification/device-table.ts';
import { measure, shuffledAccuracy } from '../classification/measure.ts';
import type { ChannelPoint } from './frame.ts';
import type { GateRegularizer } from './gate-regularizer.ts';
import { multiplicationsShare } from './multiplications.ts';
import type { ChannelNetwork } from './network.ts';
import { sampleTime } from './sample-time.ts';
import type { ChannelGatesSettings } from './settings.ts';

/** Measures a trained network on the test set. */
export async function pointOf(
  network: ChannelNetwork,
  regularizer: GateRegularizer,
  setting: number,
  { seed, now }: Pick<ChannelGatesSettings, 'seed' | 'now'>,
  test: { readonly device: DeviceTable; readonly table: Table },
): Promise<ChannelPoint> {
  const { accuracy, openShare, openShares, conditionalShare, logits } = await measure(network, test.device);
  const priorMeans = await regularizer.priorMeans?.();
  return {
    setting,
    accuracy,
    multiplications: multiplicationsShare(network.shape, logits),
    openShare,
    layers: layerShares(openShares, network.shape.channels.slice(1)),
    conditionalShare,
    shuffledAccuracy: await shuffledAccuracy(network, test.device, seed),
    ...(priorMeans ? { priorMeans: [...priorMeans] } : {}),
    ...(now ? { time: await sampleTime(network, test.table, now) } : {}),
  };
}

/** The mean share of each layer. */
function layerShares(openShares: Float32Array, layers: readonly number[]): number[] {
  let at = 0;
  return layers.map((count) => {
    const own = openShares.subarray(at, at + count);
    at += count;
    return own.reduce((sum, share) => sum + share, 0) / count;
  });
}

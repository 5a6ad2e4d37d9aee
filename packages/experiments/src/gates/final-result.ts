import type { DeviceTable } from '../classification/device-table.ts';
import { measure, shuffledAccuracy } from '../classification/measure.ts';
import type { GateResult } from './frame.ts';
import { type GatedNetwork, multiplicationsSaved } from './network.ts';

/** Measures a trained network on the test set. */
export async function finalResult(network: GatedNetwork, table: DeviceTable, seed: number): Promise<GateResult> {
  const { accuracy, openShare, conditionalShare } = await measure(network, table);
  return {
    accuracy,
    openShare,
    conditionalShare,
    multiplicationsSaved: multiplicationsSaved(network.shape, openShare),
    shuffledAccuracy: await shuffledAccuracy(network, table, seed),
  };
}

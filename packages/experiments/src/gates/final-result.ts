import type { DeviceTable } from '../classification/device-table.ts';
import { measure, shuffledAccuracy } from '../classification/measure.ts';
import type { GateResult, TrainedGates } from './frame.ts';
import { type GatedNetwork, multiplicationsSaved } from './network.ts';

/** Measurements of a trained network, and what it predicts of each sample. */
interface FinalResult extends Pick<TrainedGates, 'predictions' | 'openShares'> {
  readonly result: GateResult;
}

/** Measures a trained network on the test set. */
export async function finalResult(network: GatedNetwork, table: DeviceTable, seed: number): Promise<FinalResult> {
  const { accuracy, openShare, conditionalShare, predictions, logits } = await measure(network, table);
  return {
    result: {
      accuracy,
      openShare,
      conditionalShare,
      multiplicationsSaved: multiplicationsSaved(network.shape, openShare),
      shuffledAccuracy: await shuffledAccuracy(network, table, seed),
    },
    predictions,
    openShares: sharesOfSamples(logits, network.gates),
  };
}

/** Share of gates that each sample opens. */
function sharesOfSamples(logits: Float32Array, gates: number): Float32Array {
  const shares = new Float32Array(logits.length / gates);
  for (let i = 0; i < logits.length; i++) if (logits[i] > 0) shares[Math.floor(i / gates)]++;
  return shares.map((count) => count / gates);
}

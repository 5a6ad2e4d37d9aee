import { io, type Tensor } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { expect } from 'vitest';

export async function fit(model: LayersModel, x: Tensor, y: Tensor, epochs = 2): Promise<number[]> {
  const { history } = await model.fit(x, y, { epochs, batchSize: 16, verbose: 0, shuffle: false });
  return history.loss.map(Number);
}

export async function savedAndLoaded(model: LayersModel): Promise<LayersModel> {
  let saved: io.ModelArtifacts | null = null;
  const handler = io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  await model.save(handler);
  if (!saved) throw new Error('nothing was saved');
  return loadLayersModel(io.fromMemory(JSON.parse(JSON.stringify(saved), revived(saved))));
}

/** Weights are an ArrayBuffer, which JSON cannot hold. */
const revived = (saved: io.ModelArtifacts) => (name: string, value: unknown) =>
  name === 'weightData' ? saved.weightData : value;

export async function expectSamePredictions(a: LayersModel, b: LayersModel, x: Tensor): Promise<void> {
  const [first, second] = [a, b].map((each) => each.predict(x) as Tensor);
  expect(Array.from(await second.data())).toEqual(Array.from(await first.data()));
}

/** What every point of a run depends on, besides its data, its method and its setting. */
export interface ChannelCourse {
  readonly channels: readonly number[];
  readonly headUnits: number;
  readonly ungatedEpochs: number;
  readonly epochs: number;
  readonly weight: number;
  readonly temperature: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly priorRate: number;
  readonly seed: number;
}

/** The course among all settings. */
export const courseOf = (settings: ChannelCourse): ChannelCourse => {
  const { channels, headUnits, ungatedEpochs, epochs, weight, temperature } = settings;
  const { batchSize, learningRate, priorRate, seed } = settings;
  const network = { channels, headUnits, ungatedEpochs, epochs };
  return { ...network, weight, temperature, batchSize, learningRate, priorRate, seed };
};

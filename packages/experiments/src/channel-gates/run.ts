import type { Table } from '@hyperprior/datasets';
import { getBackend } from '@tensorflow/tfjs-core';
import { deviceTable } from '../classification/device-table.ts';
import { digits } from '../classification/digits.ts';
import { runErrorOf } from '../training/run-error.ts';
import { type ChannelGatesConfig, type ChannelGatesSettings, channelGatesSettings } from './config.ts';
import { Curves } from './curves.ts';
import type { ChannelGatesFrame, ChannelGatesResult } from './frame.ts';
import { channelNetwork } from './network.ts';
import type { ChannelShape } from './shape.ts';
import { trainings } from './trainings.ts';

/**
 * Accuracy against the share of multiplications of a convolutional network, the channels of which are gated sample by
 * sample: for each way of holding the gates and each of its settings one training, which starts from the same network,
 * trained without gates. Yields a frame after every epoch and returns the curves. The signal stops it after the batch at
 * hand; points that were finished by then are returned.
 * @throws ConfigError on settings that cannot run; RunError where a loss is no longer finite, or the GPU is lost
 */
export async function* runChannelGates(
  config: ChannelGatesConfig,
  signal?: AbortSignal,
): AsyncGenerator<ChannelGatesFrame, ChannelGatesResult, undefined> {
  const settings = channelGatesSettings(config);
  const { train, validation, test } = settings.data ?? (await digits());
  const network = channelNetwork(shapeOf(settings, train), settings.seed);
  const onDevice = { validation: deviceTable(validation), test: deviceTable(test) };
  const material = {
    network,
    settings,
    train,
    validation: onDevice.validation,
    test: { device: onDevice.test, table: test },
  };
  const curves = new Curves(settings);
  let epochs = 0;
  try {
    for await (const training of trainings(material, curves, signal)) {
      epochs++;
      yield curves.frame(training);
    }
    return curves.result(getBackend());
  } catch (error) {
    throw runErrorOf(error, 'channel-gates', epochs);
  } finally {
    network.dispose();
    for (const table of Object.values(onDevice)) table.dispose();
  }
}

const shapeOf = ({ channels, headUnits }: ChannelGatesSettings, { featureCount, classNames }: Table): ChannelShape => ({
  side: Math.sqrt(featureCount),
  channels,
  headUnits,
  classes: classNames.length,
});

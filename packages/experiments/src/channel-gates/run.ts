import type { Table } from '@hyperprior/datasets';
import { getBackend } from '@tensorflow/tfjs-core';
import { deviceTable } from '../classification/device-table.ts';
import { digits } from '../classification/digits.ts';
import type { RunContext } from '../define-experiment.ts';
import { runErrorOf } from '../training/run-error.ts';
import { Curves } from './curves.ts';
import type { ChannelGatesFrame, ChannelGatesResult, ChannelTraining } from './frame.ts';
import { channelNetwork } from './network.ts';
import type { ChannelGatesSettings } from './settings.ts';
import type { ChannelShape } from './shape.ts';
import { trainings } from './trainings.ts';

/** Trains the network without gates, then one with gates for each point. Yields a frame after every epoch. */
export async function* trainCurves(
  settings: ChannelGatesSettings,
  { resume, resumable, signal, save }: RunContext<ChannelGatesSettings, object, ChannelGatesFrame>,
): AsyncGenerator<ChannelGatesFrame, ChannelGatesResult, object | undefined> {
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
  const curves = new Curves(settings, resume);
  let epochs = 0;
  try {
    if (resume) yield resume;
    for await (const training of trainings(material, curves, signal)) {
      epochs++;
      const isRepeated = resume !== null && !isLater(training, resume.training);
      const frame = curves.frame(training);
      if (!isRepeated) yield resumable ? { ...frame, state: save(null) } : frame;
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

/** Whether an epoch comes after another one of the same run. */
const isLater = ({ index, epoch }: ChannelTraining, other: ChannelTraining): boolean =>
  index > other.index || (index === other.index && epoch > other.epoch);

import type { Split, Table } from '@hyperprior/datasets';
import { z } from 'zod';
import { fits } from '../classification/data.ts';
import { ConfigError, parseConfig } from '../parse-config.ts';
import { flag, positiveNumber, wholeNumber } from '../settings.ts';
import type { AlphaFrame } from './frame.ts';
import { type AlphaOptimizer, alphaOptimizers } from './optimizers.ts';
import { checkResume, isFrame } from './resume.ts';

const someRates = 'must be a list of 1 to 20 learning rates';
const someUnits = 'must be a list of at most 8 numbers of units';

const twiceIn = (rates: readonly number[]): number | undefined => rates.find((rate, i) => rates.indexOf(rate) !== i);

const ratesSchema = z
  .array(positiveNumber(), { error: someRates })
  .min(1, { error: someRates })
  .max(20, { error: someRates })
  .refine((rates) => twiceIn(rates) === undefined, {
    error: ({ input }) => `must be a list with every learning rate once, not ${twiceIn(input as number[])} twice`,
  });

const schema = z.strictObject({
  /** The learning rates, one training for each; where none are given, those of `resume`, or some from far too short to too long for the optimizer. */
  rates: ratesSchema.optional(),
  optimizer: z
    .enum(alphaOptimizers, { error: `must be one of ${alphaOptimizers.join(', ')}` })
    .default(alphaOptimizers[0]),
  steps: wholeNumber(1, 1_000_000).default(200),
  /** Where there are fewer samples, a batch has all of them. */
  batchSize: wholeNumber(1, 100_000).default(512),
  /** Units of the hidden layers. */
  hidden: z.array(wholeNumber(1, 10_000), { error: someUnits }).max(8, { error: someUnits }).default([128, 64]),
  seed: wholeNumber(0).default(0),
  /** After how many steps the accuracy is measured again. */
  testEvery: wholeNumber(1, 1_000_000).default(20),
  /** About how many frames are shown; the first and the last step always are. */
  frames: wholeNumber(1, 100_000).default(100),
  /** A frame of a resumable run to go on from; it comes first once more. */
  resume: z.custom<AlphaFrame>(isFrame, "must be a frame, with its 'state', of a resumable runAlpha").optional(),
  /** Frames carry the state that `resume` needs. */
  resumable: flag().default(false),
  /** The data; the digits that ship with @hyperprior/datasets where none is given. */
  data: z
    .custom<Split<Table>>(
      fits,
      'must be { train, validation, test }: tables with rows, the same features and classes, and finite numbers',
    )
    .optional(),
});

/** What `runAlpha` takes. */
export type AlphaConfig = z.input<typeof schema>;

/** A configuration with its defaults filled in. */
export type AlphaRunSettings = Omit<z.output<typeof schema>, 'rates'> & { readonly rates: readonly number[] };

const usualRates: Readonly<Record<AlphaOptimizer, readonly number[]>> = {
  sgd: [0.003, 0.03, 0.1, 0.3, 3],
  momentum: [0.0003, 0.003, 0.03, 0.3, 3],
  adam: [0.00001, 0.0001, 0.001, 0.01, 0.1],
};

/** A run that is gone on with keeps its rates; another has the usual ones. */
const ratesOf = ({ resume, optimizer }: z.output<typeof schema>): readonly number[] =>
  resume?.trainings.map(({ rate }) => rate) ?? usualRates[optimizer];

/** Checks a configuration and fills in its defaults. Throws a ConfigError that names the setting. */
export function alphaRunSettings(config: AlphaConfig): AlphaRunSettings {
  const given = parseConfig('alpha', schema, config);
  const settings = { ...given, rates: given.rates ?? ratesOf(given) };
  checkResume(settings);
  return settings;
}

const changeSchema = z.strictObject({
  /** Of all trainings, in their order. */
  rates: ratesSchema.optional(),
});

/** What may change while a run goes on: handed to `next()` of its frames, it acts from the next step. */
export type AlphaChange = z.input<typeof changeSchema>;

/** The settings after a change. Throws a ConfigError that names the setting. */
export function changedAlphaSettings(settings: AlphaRunSettings, change: AlphaChange): AlphaRunSettings {
  const { rates = settings.rates } = parseConfig('alpha', changeSchema, change);
  if (rates.length === settings.rates.length) return { ...settings, rates };
  const problem = `must be ${settings.rates.length} rates, one for each training, but are ${rates.length}`;
  throw new ConfigError(`alpha: 'rates' ${problem}`, { setting: 'rates', problem });
}

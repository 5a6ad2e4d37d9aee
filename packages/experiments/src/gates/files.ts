import { csvText } from '../report/csv.ts';
import { confusionOf } from './confusion.ts';
import type { GatesArtifacts, GatesResult, TrainedGates } from './frame.ts';
import { modelOf } from './model.ts';
import { gateVariants } from './variants.ts';

/** Returns the model, the predictions and the confusion matrix of each trained variant as files: those of the first seed. */
export function gatesFiles({ artifacts, seed }: GatesResult): (readonly [name: string, text: string])[] {
  return gateVariants.flatMap((variant) => {
    const trained = artifacts.variants[variant];
    if (!trained) return [];
    return [
      [`model-${variant}.json`, `${JSON.stringify(modelOf(variant, seed, trained, artifacts))}\n`],
      [`predictions-${variant}.csv`, csvText(predictionRows(artifacts, trained))],
      [`confusion-${variant}.csv`, csvText(confusionRows(artifacts, trained))],
    ] as const;
  });
}

/** Pattern of their names. */
export const gatesFileNames = new RegExp(
  `^(model-(${gateVariants.join('|')})\\.json|(predictions|confusion)-(${gateVariants.join('|')})\\.csv)$`,
);

/** A row for each test sample, in the order of the table. Rows are counted from 1. */
function predictionRows({ rows, labels, classNames }: GatesArtifacts, { predictions, openShares }: TrainedGates) {
  const order = Array.from(rows, (_, i) => i).sort((i, j) => rows[i] - rows[j]);
  const cells = order.map((i) => [
    rows[i] + 1,
    classNames[labels[i]],
    classNames[predictions[i]],
    Number(openShares[i].toPrecision(6)),
  ]);
  return [['row', 'true', 'predicted', 'open'], ...cells];
}

/** A row for each true class, a column for each predicted class. */
const confusionRows = (artifacts: GatesArtifacts, trained: TrainedGates) => [
  ['true', ...artifacts.classNames],
  ...confusionOf(artifacts, trained).map((counts, i) => [artifacts.classNames[i], ...counts]),
];

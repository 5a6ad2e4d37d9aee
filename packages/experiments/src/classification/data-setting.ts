import { z } from 'zod';
import { setting } from '../settings/setting.ts';
import { type ClassifierData, fits } from './data.ts';

/** Setting of the data that a classifier is trained, validated and tested on. Absent: the digits of @hyperprior/datasets. */
export const data = setting(
  z
    .custom<ClassifierData>(
      fits,
      'must be { train, validation, test }: tables with rows, the same features and classes, and finite numbers',
    )
    .optional(),
  {
    label: 'table',
    help: 'your own table: numbers, and a column of labels',
    flag: 'data <file.csv>',
    fallback: 'the digits',
    source: 'table',
  },
);

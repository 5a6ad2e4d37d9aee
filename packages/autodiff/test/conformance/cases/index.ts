import type { Case } from '../case.ts';
import { activations } from './activations.ts';
import { arithmetic } from './arithmetic.ts';
import { convolutions } from './convolutions.ts';
import { byDepth } from './depthwise.ts';
import { images } from './images.ts';
import { linearAlgebra } from './linear-algebra.ts';
import { movements } from './movements.ts';
import { reductions } from './reductions.ts';

/** Every operation whose derivatives are tested, as the table in the README lists them. */
export const cases: readonly Case[] = [
  ...activations,
  ...arithmetic,
  ...reductions,
  ...convolutions,
  ...byDepth,
  ...images,
  ...movements,
  ...linearAlgebra,
];

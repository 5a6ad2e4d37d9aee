import type { PriorDescription } from '@hyperprior/experiments';
import type { Theme } from './theme.ts';

/** A prior and how its lines look. */
export interface PriorLine {
  readonly prior: PriorDescription;
  readonly colour: string;
  /** Lengths of dashes and gaps; undefined for an unbroken line. */
  readonly dash?: string;
}

const dashes = [undefined, '7 4', '2 3'];

/** Gives each prior a colour, and dashes where the colours come round again. Throws where there is none, or too many. */
export function priorLines(priors: readonly PriorDescription[], { data, target, second }: Theme): PriorLine[] {
  const colours = [data, target, second];
  const most = colours.length * dashes.length;
  if (priors.length === 0 || priors.length > most)
    throw new RangeError(`priorFigure: 'priors' must hold 1 to ${most} priors, but got ${priors.length}`);
  return priors.map((prior, i) => ({
    prior,
    colour: colours[i % colours.length],
    dash: dashes[Math.floor(i / colours.length)],
  }));
}

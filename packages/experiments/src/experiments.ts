import { alpha } from './alpha/experiment.ts';
import { bas } from './bas/experiment.ts';
import { channelGates } from './channel-gates/experiment.ts';
import { gates } from './gates/experiment.ts';
import { gbas } from './gbas/experiment.ts';

/** All experiments, in the order in which they are listed. */
export const experiments = [bas, gbas, gates, channelGates, alpha] as const;

import { ConfigError, type Experiment, infoOf } from '@hyperprior/experiments';
import type { SavedRun } from './saved-run.ts';

/** Returns the configuration that resumes a saved run. Rejects options that would make other numbers, by name. */
export function checkSaved(experiment: Experiment, { frame }: SavedRun, given: object): object {
  const config = { ...given, resume: frame };
  const before = frame.state?.config ?? {};
  const differing = experiment.differences({ ...before, ...unsaved(experiment, given) }, { ...before, ...given });
  if (differing.length === 0) return config;
  throw new ConfigError(
    experiment.name,
    differing.map((setting) => ({
      setting,
      inside: '',
      text: 'must stay as it is in the run to resume; leave it out, or start a new run',
    })),
  );
}

/** Settings that a saved run does not hold: its data and the clock. */
const unsaved = ({ settings }: Experiment, given: object): object =>
  Object.fromEntries(
    Object.entries(given).filter(([name]) => ['table', 'clock'].includes(infoOf(settings[name]).source ?? '')),
  );

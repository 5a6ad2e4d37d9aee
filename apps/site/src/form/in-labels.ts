import {
  type ConfigError,
  describeProblem,
  experiments,
  infoOf,
  type NameOf,
  type Shape,
} from '@hyperprior/experiments';

/** Describes the problems of a configuration with the labels that the page shows. */
export function inLabels({ experiment, problems }: ConfigError): string {
  const settings: Shape = experiments.find(({ name }) => name === experiment)?.settings ?? {};
  const nameOf: NameOf = (setting, inside) => {
    const label = Object.hasOwn(settings, setting) ? infoOf(settings[setting]).label : setting;
    return `“${label}”${inside}`;
  };
  return problems.map((problem) => describeProblem(problem, nameOf)).join('; ');
}

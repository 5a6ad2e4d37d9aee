import { type ConfigError, describeProblem, infoOf, type NameOf, type Shape } from '@hyperprior/experiments';

/** Describes the problems of a configuration with the options that the user typed. */
export function inFlags({ problems }: ConfigError, settings: Shape): string {
  const nameOf: NameOf = (setting, inside) => {
    const flag = Object.hasOwn(settings, setting) ? infoOf(settings[setting]).flag : undefined;
    return flag === undefined ? `'${setting}${inside}'` : `--${flag.split(' ')[0]}${inside}`;
  };
  return problems.map((problem) => describeProblem(problem, nameOf)).join('; ');
}

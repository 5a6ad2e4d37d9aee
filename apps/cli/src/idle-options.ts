import { ConfigError, type Experiment } from '@hyperprior/experiments';
import { say } from './failure.ts';

/** Why options have no effect, by their names: a reason, or false where one has an effect. */
type Idle = Readonly<Record<string, string | false>>;

/** Throws a ConfigError for the settings that were given, but have no effect on the run. */
export function refuseIdle(experiment: Experiment, config: object, settings: object): void {
  const idle = Object.entries(experiment.idle?.(settings) ?? {});
  const problems = idle.flatMap(([setting, reason]) =>
    reason && Object.hasOwn(config, setting) ? [{ setting, inside: '', text: `has no effect: ${reason}` }] : [],
  );
  if (problems.length > 0) throw new ConfigError(experiment.name, problems);
}

/** Names the options that were given, but have no effect, where that does no harm. */
export function nameIdle(options: object, idle: Idle): void {
  for (const words of wordsOf(options, idle)) say(words);
}

function wordsOf(options: object, idle: Idle): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const isGiven = value !== undefined && value !== (name === 'gif');
    const reason = Object.entries(idle).find(([each]) => each === name)?.[1];
    return isGiven && reason ? [`${flagOf(name, value)} has no effect: ${reason}`] : [];
  });
}

/** An option as it is typed. */
const flagOf = (name: string, value: unknown): string =>
  `--${value === false ? 'no-' : ''}${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Names an option whose value was lowered to what there is. */
export function nameLowered(option: string, asked: unknown, limit: unknown, why: string): void {
  if (typeof asked === 'number' && typeof limit === 'number' && asked > limit)
    say(`${option} is lowered from ${asked} to ${limit}: ${why}`);
}

import type { Experiment, Manual, Progress, RunFrame, RunResult, RunState } from './experiment.ts';
import { type ConfigOf, checkTypes, type GivenOf } from './settings/check.ts';
import {
  dataSetting,
  differingSettings,
  inherited,
  isObject,
  ownSettings,
  storedSettings,
} from './settings/config-parts.ts';
import { identity } from './settings/identity.ts';
import { shown } from './settings/problem.ts';
import { ProblemList } from './settings/problem-list.ts';
import type { Shape } from './settings/setting.ts';

/** Context of a run besides its settings. */
export interface RunContext<Settings, Change, Frame> {
  readonly signal: AbortSignal | undefined;
  /** Frame to resume from; its step is repeated. null for a run from the start. */
  readonly resume: Frame | null;
  /** Whether frames must carry their state. */
  readonly resumable: boolean;
  /** Returns the settings after a change. Throws a ConfigError if they are refused. */
  change(change: Change): Settings;
  /** Returns the state of a frame: the training with the configuration that it belongs to. */
  save<Training>(training: Training): RunState<object, Training>;
}

/** Settings that every experiment has. */
interface CommonConfig<Frame> {
  /** Frame of a resumable run to resume from. Settings that are left out keep the values of that run. */
  readonly resume?: Frame;
  /** Whether frames carry the state that `resume` needs; false by default. */
  readonly resumable?: boolean;
}

/** Configuration of an experiment with these settings. */
export type RunConfig<S extends Shape, Frame> = ConfigOf<S> & CommonConfig<Frame>;

/** Settings that may change during a run. */
export type ChangeOf<S extends Shape, Live extends keyof S> = Partial<Pick<ConfigOf<S>, Live & keyof ConfigOf<S>>>;

/** Declaration of an experiment. */
export interface Declaration<
  S extends Shape,
  Live extends keyof S & string,
  Settings extends object,
  Frame extends RunFrame,
  Result extends RunResult,
> {
  readonly name: string;
  readonly unit: 'step' | 'epoch';
  readonly manual: Manual;
  readonly settings: S;
  /** Names of the settings that may change during a run. */
  readonly live: readonly Live[];
  /** Decides all settings of a configuration whose types are right. Adds a problem for each that cannot be. */
  decide(given: GivenOf<S>, problems: ProblemList): Settings | null;
  /** Applies a change to a configuration. By default each changed setting replaces its own earlier value alone. */
  merge?(config: RunConfig<S, Frame>, change: ChangeOf<S, Live>, problems: ProblemList): RunConfig<S, Frame>;
  /** Whether a value is a frame of this experiment with a state to resume from. */
  isResumable(value: unknown): value is Frame;
  /** Adds a problem for each setting with which the run cannot resume from a frame. */
  checkResume?(settings: Settings, frame: Frame, problems: ProblemList): void;
  run(
    settings: Settings,
    context: RunContext<Settings, ChangeOf<S, Live>, Frame>,
  ): AsyncGenerator<Frame, Result, ChangeOf<S, Live> | undefined>;
  idle?(settings: Settings): Readonly<Partial<Record<keyof S & string, string | false>>>;
  progress(frame: Frame, settings: Settings): Progress;
  report(result: Result, last: Frame): string[];
  warnings?(result: Result): string[];
  logs?(frame: Frame): readonly (readonly [name: string, text: string])[];
  files?(result: Result): readonly (readonly [name: string, text: string])[];
  readonly fileNames?: RegExp;
}

/** A run that can begin. */
interface Begun<Config, Settings, Frame> {
  readonly settings: Settings;
  readonly resume: Frame | null;
  /** The configuration over that of the run to resume. */
  readonly config: Config;
}

/** Makes an experiment of its declaration; checks, changes and resuming follow from it. */
export function defineExperiment<
  S extends Shape,
  const Live extends keyof S & string,
  Settings extends object,
  Frame extends RunFrame,
  Result extends RunResult,
>(
  declaration: Declaration<S, Live, Settings, Frame, Result>,
): Experiment<RunConfig<S, Frame>, ChangeOf<S, Live>, Settings, Frame, Result> {
  type Config = RunConfig<S, Frame>;
  type Change = ChangeOf<S, Live>;
  const { name, settings: shape } = declaration;
  const live: readonly string[] = declaration.live;
  const data = dataSetting(shape);

  function begin(given: Config): Begun<Config, Settings, Frame> {
    const problems = new ProblemList(name);
    const resume = isObject(given) ? frameIn(given.resume, problems) : null;
    const config = resume ? { ...given, ...inherited(given, resume.state?.config) } : given;
    const settings = settingsIn(config, problems);
    if (settings && resume) checkResume(settings, resume, problems);
    return { settings: problems.checked(settings), resume, config };
  }

  function settingsIn(config: unknown, problems: ProblemList): Settings | null {
    const given = checkTypes(problems, shape, isObject(config) ? ownSettings(config) : config);
    return given && declaration.decide(given, problems);
  }

  function frameIn(resume: unknown, problems: ProblemList): Frame | null {
    if (resume === undefined) return null;
    if (declaration.isResumable(resume)) return resume;
    problems.add('resume', "must be a frame, with its 'state', of a resumable run of this experiment");
    return null;
  }

  /** Rejects settings with which the run would make other numbers than the one to resume. */
  function checkResume(settings: Settings, frame: Frame, problems: ProblemList): void {
    const { state } = frame;
    const before = state && settingsIn(state.config, new ProblemList(name));
    if (!state || !before) return;
    for (const setting of differingSettings(shape, settings, before)) {
      if (live.includes(setting) || setting === data) continue;
      const [value, earlier] = [settings, before].map((each) => identity(Reflect.get(each, setting)));
      problems.add(setting, mustStay(earlier, value));
    }
    if (data && dataOf(settings) !== state.data)
      problems.add(data, mustStay(state.data ?? identity(null), identity(dataOf(settings))));
    declaration.checkResume?.(settings, frame, problems);
  }

  /** Fingerprint of the data; null for those that ship with the project. */
  function dataOf(settings: Settings): string | null {
    const value: unknown = data && Reflect.get(settings, data);
    return value ? identity(value) : null;
  }

  function changed(config: Config, change: Change): Config {
    const problems = new ProblemList(name);
    if (!isObject(change)) problems.add(null, `the change must be an object, but got ${shown(change)}`);
    problems.checked(change);
    for (const setting of Object.keys(ownSettings(change)).filter((setting) => !live.includes(setting)))
      problems.add(setting, `must stay as it is during a run; ${liveWords(live)}`);
    const next = declaration.merge?.(config, change, problems) ?? { ...config, ...change };
    problems.checked(settingsIn(next, problems));
    return next;
  }

  return {
    ...declaration,
    live,
    idle: (settings) => ({ ...declaration.idle?.(settings) }),
    check: (config) => begin(config).settings,
    changed,
    differences(config, other) {
      const [settings, others] = [config, other].map((each) => begin(each).settings);
      return differingSettings(shape, settings, others);
    },
    async *run(given, signal) {
      const { settings, resume, config } = begin(given);
      let current: Config = { ...config, resume: undefined };
      return yield* declaration.run(settings, {
        signal,
        resume,
        resumable: given.resumable ?? false,
        save: (training) => ({ config: storedSettings(current, shape), data: dataOf(settings), training }),
        change(change) {
          current = changed(current, change);
          return begin(current).settings;
        },
      });
    },
  };
}

const mustStay = (before: string, now: string): string => `must be ${before}, as in the run to resume, but got ${now}`;

const liveWords = (live: readonly string[]): string =>
  live.length === 0 ? 'no setting may change' : `only ${live.join(', ')} may change`;

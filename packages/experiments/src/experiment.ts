import type { Shape } from './settings/setting.ts';

/** Plain data of one picture of a run. */
export interface RunFrame {
  readonly kind: string;
  /** State from which a run can resume; present in a resumable run. */
  readonly state?: RunState;
}

/** A run's configuration and training at a frame: plain data with typed arrays. */
export interface RunState<Config extends object = object, Training = unknown> {
  /** The configuration, with all changes made so far, but without the data. */
  readonly config: Config;
  /** Fingerprint of the data; null for those that ship with @hyperprior/datasets. */
  readonly data: string | null;
  readonly training: Training;
}

/** Machine-readable result of a run. */
export interface RunResult {
  readonly experiment: string;
  /** False if the run was stopped before its end. */
  readonly completed: boolean;
  /** Large parts of the result, such as trained weights. `files` writes them; the JSON of a result leaves them out. */
  readonly artifacts?: object;
}

/** Progress of a run. */
export interface Progress {
  /** Share of the run that is done, from 0 to 1; null if the run has no end. */
  readonly done: number | null;
  /** For instance the loss. The most important comes first, because a narrow terminal leaves out the last ones. */
  readonly notes: readonly string[];
}

/** Explanations of an experiment for its users. */
export interface Manual {
  /** One line for a list of commands. */
  readonly summary: string;
  readonly description: string;
  /** Explanations after the options of `--help`. */
  readonly notes?: string;
  /** Options of example calls, for instance `--target 0.3 --seed 1`. */
  readonly examples: readonly string[];
}

/**
 * An experiment: declared settings and a run that yields frames of plain data. The methods take and return plain data,
 * so that a command, a page and a test use the same experiment.
 */
export interface Experiment<
  Config extends object = object,
  Change extends object = object,
  Settings extends object = object,
  Frame extends RunFrame = RunFrame,
  Result extends RunResult = RunResult,
> {
  readonly name: string;
  /** Unit in which a run counts its progress. */
  readonly unit: 'step' | 'epoch';
  readonly manual: Manual;
  /** Types of all settings, with what is known of each (`infoOf`). */
  readonly settings: Shape;
  /** Names of the settings that may change during a run. */
  readonly live: readonly string[];

  /** Checks a configuration and decides what it leaves open. Throws a ConfigError that lists every problem. */
  check(config: Config): Settings;
  /** Returns the configuration after a change. Throws a ConfigError if the change is refused. */
  changed(config: Config, change: Change): Config;
  /** Returns the names of the settings, among those that determine the numbers, in which two configurations differ. */
  differences(config: Config, other: Config): string[];
  /**
   * Yields frames, the first and the last step's among them, and returns the result. A change passed to `next()` applies
   * from the next step. The signal stops the run after the current step; the result then holds what was computed.
   * @throws ConfigError for a configuration or a change that cannot run; RunError if the loss is no longer finite or the
   * GPU is lost
   */
  run(config: Config, signal?: AbortSignal): AsyncGenerator<Frame, Result, Change | undefined>;
  /** Settings that have no effect on a run with these settings, each with the reason. Others are absent or false. */
  idle?(settings: Settings): Readonly<Partial<Record<string, string | false>>>;
  progress(frame: Frame, settings: Settings): Progress;
  /** Describes the result in words, line by line. @param last the last frame of the run */
  report(result: Result, last: Frame): string[];
  /** Returns warnings about a result, which are shown even if the report is not. */
  warnings?(result: Result): string[];
  /** Text that a frame appends to logs, by file name. */
  logs?(frame: Frame): readonly (readonly [name: string, text: string])[];
  /** Returns files of a result besides its JSON, by name. */
  files?(result: Result): readonly (readonly [name: string, text: string])[];
  /** Pattern of all names that `logs` and `files` give, so that a new run can remove the files of an earlier one. */
  readonly fileNames?: RegExp;
}

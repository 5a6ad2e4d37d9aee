import { describeProblem, type Problem } from './problem.ts';

/** Error for a configuration, or a change of it, that an experiment cannot run. Lists every problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly experiment: string;
  readonly problems: readonly Problem[];

  constructor(experiment: string, problems: readonly Problem[], options: ErrorOptions = {}) {
    super(`${experiment}: ${problems.map((problem) => describeProblem(problem)).join('; ')}`, options);
    this.experiment = experiment;
    this.problems = problems;
  }
}

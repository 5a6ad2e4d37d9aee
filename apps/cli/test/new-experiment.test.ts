import { defineExperiment, setting } from '@hyperprior/experiments';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { experimentCommand } from '../src/commands/experiment.ts';
import { reportFailure } from '../src/failure.ts';
import { outputOf } from './hyperprior.ts';

interface DescentFrame {
  readonly kind: 'descent';
  readonly step: number;
  readonly x: number;
}

interface DescentResult {
  readonly experiment: 'descent';
  readonly completed: boolean;
  readonly x: number;
}

/** Gradient descent on x²: all that a new experiment declares. */
const descent = defineExperiment({
  name: 'descent',
  unit: 'step',
  manual: { summary: 'walk down a parabola', description: 'Gradient descent on x².', examples: ['--lr 0.1'] },
  settings: {
    learningRate: setting(
      z.number({ error: 'must be a number' }).positive({ error: 'must be greater than 0' }).default(0.1),
      {
        label: 'learning rate',
        help: 'factor of the gradient',
        flag: 'lr <rate>',
      },
    ),
    stepCount: setting(z.int({ error: 'must be a whole number' }).default(3), {
      label: 'steps',
      help: 'steps to make',
      flag: 'step-count <n>',
      determines: false,
    }),
  },
  live: ['learningRate'],
  decide: (given) => given,
  isResumable: (_): _ is DescentFrame => false,
  async *run({ learningRate, stepCount }): AsyncGenerator<DescentFrame, DescentResult, undefined> {
    let x = 1;
    for (let step = 0; step < stepCount; step++) {
      yield { kind: 'descent', step, x };
      x -= learningRate * 2 * x;
    }
    return { experiment: 'descent', completed: true, x };
  },
  progress: ({ step }, { stepCount }) => ({ done: (step + 1) / stepCount, notes: [] }),
  report: ({ x }) => [`x = ${x}`],
});

/** Runs the command of the experiment. */
const hyperprior = (...args: string[]) =>
  outputOf(() =>
    new Command()
      .exitOverride()
      .addCommand(experimentCommand(descent).exitOverride())
      .parseAsync(['descent', ...args], { from: 'user' })
      .then(() => 0, reportFailure),
  );

test('a declaration alone makes a command with help, messages and results', async () => {
  const help = await hyperprior('--help');
  expect(help.stdout).toMatch(/--lr <rate> +factor of the gradient \(default: 0\.1\)/);
  expect(help.stdout).toMatch(/--resume <dir>/);
  expect(help.stdout).toMatch(/\$ hyperprior descent --lr 0\.1/);
  const { stdout, code } = await hyperprior('--step-count', '1', '--lr', '0.25', '--json', '--backend', 'cpu');
  expect({ ...JSON.parse(stdout), code }).toEqual({ experiment: 'descent', completed: true, x: 0.5, code: 0 });
  const refused = await hyperprior('--lr', '-1', '--step-count', 'many');
  expect(refused).toEqual({
    code: 2,
    stdout: '',
    stderr:
      "hyperprior: --lr must be greater than 0, but got -1; --step-count must be a whole number, but got 'many'\n",
  });
});

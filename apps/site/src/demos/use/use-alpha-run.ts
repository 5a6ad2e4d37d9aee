import type { AlphaFrame } from '@hyperprior/experiments';
import type { Reactive } from 'vue';
import { type AlphaForm, alphaChangeOf, alphaCourseOf, alphaProblems, alphaStartOf } from '../../form/alpha-form.ts';
import type { Frame } from '../../worker/protocol.ts';
import type { useBackends } from './use-backends.ts';
import { useLiveRun } from './use-live-run.ts';
import type { Look } from './use-look.ts';

const isAlpha = (frame: Frame): frame is AlphaFrame => frame.kind === 'alpha';

/** A training that follows its form: the learning rate acts at once, the rest starts it again. */
export const useAlphaRun = (form: Reactive<AlphaForm>, backends: ReturnType<typeof useBackends>, look: () => Look) =>
  useLiveRun(
    {
      isFrame: isAlpha,
      problems: () => alphaProblems(form),
      request: (resume, steps = form.steps) => ({ experiment: 'alpha', ...alphaStartOf(form), steps, resume }),
      canContinue: ({ trainings: [{ diverged }] }) => diverged === null,
      steps: () => form.steps,
      change: () => alphaChangeOf(form),
      course: () => alphaCourseOf(form),
    },
    backends,
    look,
  );

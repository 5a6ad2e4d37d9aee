import type { AlphaFrame } from '@hyperprior/experiments';
import type { ThemeName } from '@hyperprior/figures';
import type { Reactive } from 'vue';
import { type AlphaForm, alphaChangeOf, alphaCourseOf, alphaProblems, alphaStartOf } from '../../form/alpha-form.ts';
import type { Frame } from '../../worker/protocol.ts';
import type { useBackends } from './use-backends.ts';
import { useLiveRun } from './use-live-run.ts';

const isAlpha = (frame: Frame): frame is AlphaFrame => frame.kind === 'alpha';

/** A training that follows its form: the learning rate acts at once, the rest begins anew. */
export const useAlphaRun = (
  form: Reactive<AlphaForm>,
  backends: ReturnType<typeof useBackends>,
  theme: () => ThemeName,
) =>
  useLiveRun(
    {
      isFrame: isAlpha,
      problems: () => alphaProblems(form),
      request: (resume) => ({ experiment: 'alpha', ...alphaStartOf(form), resume }),
      change: () => alphaChangeOf(form),
      course: () => alphaCourseOf(form),
    },
    backends,
    theme,
  );

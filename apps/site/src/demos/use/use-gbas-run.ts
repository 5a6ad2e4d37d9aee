import type { GbasFrame } from '@hyperprior/experiments';
import type { ThemeName } from '@hyperprior/figures';
import type { Reactive } from 'vue';
import { type GbasForm, gbasChangeOf, gbasCourseOf, gbasProblems, gbasStartOf } from '../../form/gbas-form.ts';
import type { Frame } from '../../worker/protocol.ts';
import type { useBackends } from './use-backends.ts';
import { useLiveRun } from './use-live-run.ts';

const isGbas = (frame: Frame): frame is GbasFrame => frame.kind === 'gbas';

/** A run of learned priors that follows its form: the hyperprior and the learning rate act at once, the rest begins anew. */
export const useGbasRun = (
  form: Reactive<GbasForm>,
  backends: ReturnType<typeof useBackends>,
  theme: () => ThemeName,
) =>
  useLiveRun(
    {
      isFrame: isGbas,
      problems: () => gbasProblems(form),
      request: (resume) => ({ experiment: 'gbas', ...gbasStartOf(form), resume }),
      change: () => gbasChangeOf(form),
      course: () => gbasCourseOf(form),
    },
    backends,
    theme,
  );

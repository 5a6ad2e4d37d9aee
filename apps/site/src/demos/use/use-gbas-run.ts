import type { GbasFrame } from '@hyperprior/experiments';
import type { Reactive } from 'vue';
import { type GbasForm, gbasChangeOf, gbasCourseOf, gbasProblems, gbasStartOf } from '../../form/gbas-form.ts';
import type { Frame } from '../../worker/protocol.ts';
import type { useBackends } from './use-backends.ts';
import { useLiveRun } from './use-live-run.ts';
import type { Look } from './use-look.ts';

const isGbas = (frame: Frame): frame is GbasFrame => frame.kind === 'gbas';

/** A run of learned priors that follows its form: the hyperprior and the learning rate act at once, the rest starts the run again. */
export const useGbasRun = (form: Reactive<GbasForm>, backends: ReturnType<typeof useBackends>, look: () => Look) =>
  useLiveRun(
    {
      isFrame: isGbas,
      problems: () => gbasProblems(form),
      request: (resume, steps = form.steps) => ({ experiment: 'gbas', ...gbasStartOf(form), steps, resume }),
      steps: () => form.steps,
      change: () => gbasChangeOf(form),
      course: () => gbasCourseOf(form),
    },
    backends,
    look,
  );

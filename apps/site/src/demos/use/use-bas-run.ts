import type { BasFrame } from '@hyperprior/experiments';
import type { Reactive } from 'vue';
import { type BasForm, changeOf, problemsOf, startOf } from '../../form/bas-form.ts';
import type { Frame } from '../../worker/protocol.ts';
import type { useBackends } from './use-backends.ts';
import { useLiveRun } from './use-live-run.ts';
import type { Look } from './use-look.ts';

const isBas = (frame: Frame): frame is BasFrame => frame.kind === 'bas';

/** A Batch-Shaping run that follows its form: the prior and the learning rate act at once, the rest starts the run again. */
export const useBasRun = (form: Reactive<BasForm>, backends: ReturnType<typeof useBackends>, look: () => Look) =>
  useLiveRun(
    {
      isFrame: isBas,
      problems: () => problemsOf(form),
      request: (resume, steps = form.steps) => ({ experiment: 'bas', ...startOf(form), steps, resume }),
      steps: () => form.steps,
      change: () => changeOf(form),
      course: () => [form.preset, form.start, form.count, form.seed, form.steps, form.file],
    },
    backends,
    look,
  );

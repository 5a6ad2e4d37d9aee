import type { BasFrame } from '@hyperprior/experiments';
import type { ThemeName } from '@hyperprior/figures';
import type { Reactive } from 'vue';
import { type BasForm, changeOf, problemsOf, startOf } from '../../form/bas-form.ts';
import type { Frame } from '../../worker/protocol.ts';
import type { useBackends } from './use-backends.ts';
import { useLiveRun } from './use-live-run.ts';

const isBas = (frame: Frame): frame is BasFrame => frame.kind === 'bas';

/** A Batch-Shaping run that follows its form: the prior and the learning rate act at once, the rest begins anew. */
export const useBasRun = (form: Reactive<BasForm>, backends: ReturnType<typeof useBackends>, theme: () => ThemeName) =>
  useLiveRun(
    {
      isFrame: isBas,
      problems: () => problemsOf(form),
      request: (resume) => ({ experiment: 'bas', ...startOf(form), resume }),
      change: () => changeOf(form),
      course: () => [form.preset, form.start, form.count, form.seed, form.steps, form.file],
    },
    backends,
    theme,
  );

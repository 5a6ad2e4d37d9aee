import type { BasFrame } from '@hyperprior/experiments';
import type { ThemeName } from '@hyperprior/figures';
import { computed, type Reactive, ref, watch } from 'vue';
import { type BasForm, changeOf, problemsOf, startOf } from '../../form/bas-form.ts';
import type { BackendWish, Frame } from '../../worker/protocol.ts';
import { soon } from './soon.ts';
import type { useBackends } from './use-backends.ts';
import { usePlayer } from './use-player.ts';

const isBas = (frame: Frame): frame is BasFrame => frame.kind === 'bas';

/** A Batch-Shaping run that follows its form: the prior and the learning rate act at once, the rest begins anew. */
export function useBasRun(form: Reactive<BasForm>, backends: ReturnType<typeof useBackends>, theme: () => ThemeName) {
  const { player, state, link } = usePlayer(isBas, theme);
  const problems = computed(() => problemsOf(form));
  const isFine = computed(() => Object.keys(problems.value).length === 0);
  const wantsPlay = ref(false);
  let wasShown = false;

  function open(play: boolean): void {
    wasShown = true;
    wantsPlay.value = play;
    beginAnew.cancel();
    if (isFine.value) void player.open({ experiment: 'bas', ...startOf(form) }, backends.wish.value, { play });
  }

  /** Goes on from the last frame on another backend. */
  function goOn(wish: BackendWish, play: boolean): void {
    const frame = player.frames.at(-1);
    wantsPlay.value = play;
    if (!frame) void player.open({ experiment: 'bas', ...startOf(form) }, wish, { play });
    else if (isFine.value)
      void player.open({ experiment: 'bas', ...startOf(form), resume: frame }, wish, { play, keepFrames: true });
  }

  function start(): void {
    wantsPlay.value = true;
    if (beginAnew.cancel()) open(true);
    else if (state.value.phase === 'paused') void player.play();
    else if (state.value.phase === 'lost') goOnElsewhere();
    else if (state.value.phase !== 'running') open(true);
  }

  function pause(): void {
    wantsPlay.value = false;
    player.pause();
  }

  function step(): void {
    if (!beginAnew.cancel() && state.value.phase === 'paused') void player.step();
    else open(false);
  }

  const next = computed(() => backends.after(backendAtWork()));

  function goOnElsewhere(): void {
    link.close();
    goOn({ prefer: next.value, allowSoftware: backends.allowSoftware.value }, true);
  }

  function backendAtWork(): string {
    return state.value.backend?.name ?? '';
  }

  const beginAnew = soon(() => open(false));
  const isUnderWay = () =>
    state.value.phase === 'running' || wantsPlay.value || (state.value.phase === 'paused' && hasStepped());
  const hasStepped = () => (state.value.frame?.step ?? 0) > 0;

  watch(
    () => JSON.stringify(changeOf(form)),
    () => {
      if (!isFine.value) return;
      if (isUnderWay() && state.value.phase !== 'finished') player.change(changeOf(form));
      else if (wasShown) beginAnew.ask();
    },
  );
  watch(
    () => [form.preset, form.start, form.count, form.seed, form.steps, form.file],
    () => wasShown && beginAnew.ask(),
  );
  watch(backends.name, () => {
    const { phase } = state.value;
    if (phase === 'lost' || phase === 'finished' || !wasShown) return;
    if (hasStepped()) goOn(backends.wish.value, phase === 'running');
    else open(false);
  });

  return { player, state, problems, isFine, next, open, start, pause, step };
}

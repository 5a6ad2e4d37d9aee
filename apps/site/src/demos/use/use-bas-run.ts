import type { BasFrame } from '@hyperprior/experiments';
import type { ThemeName } from '@hyperprior/figures';
import { computed, type Reactive, ref, watch } from 'vue';
import { type BasForm, changeOf, problemsOf, startOf } from '../../form/bas-form.ts';
import type { Frame } from '../../worker/protocol.ts';
import { soon } from './soon.ts';
import type { useBackends } from './use-backends.ts';
import { usePlayer } from './use-player.ts';
import { whenLost } from './when-lost.ts';

const isBas = (frame: Frame): frame is BasFrame => frame.kind === 'bas';

/** A Batch-Shaping run that follows its form: the prior and the learning rate act at once, the rest begins anew. */
export function useBasRun(form: Reactive<BasForm>, backends: ReturnType<typeof useBackends>, theme: () => ThemeName) {
  const { player, state, link } = usePlayer(isBas, theme);
  whenLost(state, link, backends);
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

  /** The frame that a lost run can go on from. */
  const left = computed(() => (state.value.phase === 'lost' ? (player.frames.at(-1) ?? null) : null));

  /** Goes on from the last frame on the backend that is chosen now. */
  function goOn(play: boolean): void {
    const wish = backends.wish.value;
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
    else if (state.value.phase === 'lost') goOn(true);
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

  const beginAnew = soon(() => open(false));
  const isUnderWay = () => {
    const { phase } = state.value;
    if (phase === 'paused') return wantsPlay.value || hasStepped();
    return phase === 'running' || (phase === 'starting' && wantsPlay.value);
  };
  const hasStepped = () => (state.value.frame?.step ?? 0) > 0;

  watch(
    () => JSON.stringify(changeOf(form)),
    () => {
      // A run that has lost its GPU goes on with what is set when it does.
      if (!isFine.value || state.value.phase === 'lost') return;
      if (isUnderWay()) player.change(changeOf(form));
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
    if (hasStepped()) goOn(phase === 'running');
    else open(false);
  });

  return { player, state, problems, isFine, left, open, start, pause, step };
}

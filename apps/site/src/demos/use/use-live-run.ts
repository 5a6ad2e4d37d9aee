import { computed, ref, watch } from 'vue';
import type { Change, Frame, RunRequest } from '../../worker/protocol.ts';
import { soon } from './soon.ts';
import type { useBackends } from './use-backends.ts';
import type { Look } from './use-look.ts';
import { usePlayer } from './use-player.ts';
import { whenLost } from './when-lost.ts';

/** A run by its form. What is read of the form is watched. */
interface LiveRun<F extends Frame> {
  readonly isFrame: (frame: Frame) => frame is F;
  /** What is wrong, by control. With a problem no run begins. */
  readonly problems: () => Readonly<Record<string, string>>;
  /** The run from its start, or from one of its frames; of `steps` steps in all, if they differ from the form's. */
  readonly request: (resume?: F, steps?: number) => RunRequest;
  /** Whether a finished run can continue from its last frame (default: it can). */
  readonly canContinue?: (last: F) => boolean;
  /** Steps of a run by the form. */
  readonly steps: () => number;
  /** What acts during the run; a finished run continues with it. */
  readonly change: () => Change;
  /** What starts it again. */
  readonly course: () => unknown;
}

/** A run, step by step, that follows its form: some settings act at once, the others start it again. */
export function useLiveRun<F extends Frame & { readonly step: number; readonly steps: number }>(
  run: LiveRun<F>,
  backends: ReturnType<typeof useBackends>,
  look: () => Look,
) {
  const { player, state, shown, link } = usePlayer(run.isFrame, look);
  whenLost(state, link, backends);
  const problems = computed(run.problems);
  const isFine = computed(() => Object.keys(problems.value).length === 0);
  const wantsPlay = ref(false);
  /** Whether a setting that cannot change during a run has just started it again; until it goes on. */
  const isRestarted = ref(false);
  let wasShown = false;

  function open(play: boolean): void {
    wasShown = true;
    isRestarted.value = false;
    wantsPlay.value = play;
    beginAnew.cancel();
    if (isFine.value) void player.open(run.request(), backends.wish.value, { play });
  }

  /** The frame that a lost run can go on from. */
  const left = computed(() => (state.value.phase === 'lost' ? (player.frames.at(-1) ?? null) : null));

  /** Goes on from the last frame on the backend that is chosen now. */
  function goOn(play: boolean): void {
    const wish = backends.wish.value;
    const frame = player.frames.at(-1);
    wantsPlay.value = play;
    if (!frame) void player.open(run.request(), wish, { play });
    else if (isFine.value) void player.open(run.request(frame, frame.steps), wish, { play, keepFrames: true });
  }

  /** Continues a finished run from its last frame with the current settings, for as many steps as the form says. */
  function extend(frame: F): void {
    wantsPlay.value = true;
    const request = run.request(frame, frame.step + 1 + run.steps());
    void player.open(request, backends.wish.value, { play: true, keepFrames: true });
  }

  /** Last frame of a finished run, if the run can continue from it. */
  function extensible(): F | null {
    const last = state.value.phase === 'finished' ? player.frames.at(-1) : undefined;
    return last && run.canContinue?.(last) !== false ? last : null;
  }

  function start(): void {
    isRestarted.value = false;
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
    isRestarted.value = false;
    if (!beginAnew.cancel() && state.value.phase === 'paused') void player.step();
    else open(false);
  }

  const beginAnew = soon(() => {
    const hadSteps = hasStepped();
    open(false);
    isRestarted.value = hadSteps && isFine.value;
  });
  const extendSoon = soon(() => {
    const last = extensible();
    if (last && isFine.value) extend(last);
  });
  const isUnderWay = () => {
    const { phase } = state.value;
    if (phase === 'paused') return wantsPlay.value || hasStepped();
    return phase === 'running' || (phase === 'starting' && wantsPlay.value);
  };
  const hasStepped = () => (state.value.frame?.step ?? 0) > 0;

  watch(
    () => JSON.stringify(run.change()),
    () => {
      // A run that has lost its GPU goes on with what is set when it does.
      if (!isFine.value || state.value.phase === 'lost') return;
      if (isUnderWay()) player.change(run.change());
      else if (extensible()) extendSoon.ask();
      else if (wasShown) beginAnew.ask();
    },
  );
  watch(run.course, () => wasShown && beginAnew.ask());
  watch(backends.name, () => {
    const { phase } = state.value;
    if (phase === 'lost' || phase === 'finished' || !wasShown) return;
    if (hasStepped()) goOn(phase === 'running');
    else open(wantsPlay.value);
  });

  return { player, state, shown, isRestarted, problems, isFine, left, open, start, pause, step };
}

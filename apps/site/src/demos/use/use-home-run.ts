import type { BasFrame } from '@hyperprior/experiments';
import { computed, ref, watch } from 'vue';
import { restingBatch } from '../../figure/resting-batch.ts';
import type { Frame } from '../../worker/protocol.ts';
import { usePlayer } from './use-player.ts';

/** Priors that the run goes through. */
export const homePriors = [
  { label: 'Beta(2, 6)', prior: 'beta', parameters: [2, 6] },
  { label: 'Normal(0.6, 0.15)', prior: 'normal', parameters: [0.6, 0.15] },
  { label: 'Beta(0.8, 0.8)', prior: 'beta', parameters: [0.8, 0.8] },
  { label: 'Uniform(0.2, 0.9)', prior: 'uniform', parameters: [0.2, 0.9] },
] as const;

const stepsEach = 90;

const isBas = (frame: Frame): frame is BasFrame => frame.kind === 'bas';

/** A small run that takes one prior after the other, over and over, until the visitor chooses one. */
export function useHomeRun() {
  const { player, state, shown } = usePlayer(isBas);
  const current = ref(0);
  const isChosen = ref(false);
  const wantsPlay = ref(false);
  let isSeen = true;

  const choice = () => {
    const { prior, parameters } = homePriors[current.value];
    return { prior, parameters: [...parameters] };
  };

  /** Starts, or continues from a frame of a finished run. Once it has its first frame it plays if it is to, and is in sight. */
  function open(resume?: BasFrame): void {
    const steps = resume ? resume.step + 1 + stepsEach : stepsEach * homePriors.length;
    const points = { kind: 'drawn', count: restingBatch.points.length, seed: 1, range: 4 } as const;
    const run = { experiment: 'bas', ...choice(), learningRate: 0.1, steps, points, resume } as const;
    void player.open(run, { prefer: ['wasm', 'cpu'], allowSoftware: false });
  }

  function play(): void {
    wantsPlay.value = true;
    const { phase } = state.value;
    if (phase === 'paused') void player.play();
    else if (phase === 'finished') open(isChosen.value ? player.frames.at(-1) : undefined);
    else if (phase !== 'running' && phase !== 'starting') open();
  }

  function pause(): void {
    wantsPlay.value = false;
    player.pause();
  }

  function choose(index: number): void {
    isChosen.value = true;
    current.value = index;
    player.change(choice());
    play();
  }

  /** Rests while it is out of sight. */
  function see(isNow: boolean): void {
    isSeen = isNow;
    if (!wantsPlay.value) return;
    if (isNow) play();
    else player.pause();
  }

  const isPlaying = computed(
    () => state.value.phase === 'running' || (state.value.phase === 'starting' && wantsPlay.value),
  );
  const turn = computed(() => Math.floor((state.value.frame?.step ?? 0) / stepsEach) % homePriors.length);
  watch(turn, (index) => {
    if (isChosen.value) return;
    current.value = index;
    player.change(choice());
  });
  watch(
    () => state.value.phase,
    (phase) => {
      if (phase === 'paused' && wantsPlay.value && isSeen) void player.play();
      if (phase !== 'finished') return;
      if (isChosen.value) wantsPlay.value = false;
      else if (wantsPlay.value) {
        current.value = 0;
        open();
      }
    },
  );

  return { shown, isPlaying, current, open, play, pause, choose, see };
}

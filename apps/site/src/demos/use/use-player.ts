import type { ThemeName } from '@hyperprior/figures';
import { onBeforeUnmount, shallowRef } from 'vue';
import { openLink } from '../../run/open-worker.ts';
import { nextPicture } from '../../run/pace.ts';
import { noRun, Player, type PlayerState } from '../../run/player.ts';
import type { Frame } from '../../worker/protocol.ts';

/** A player in a component: its state can be watched, and its worker ends with the component. */
export function usePlayer<F extends Frame>(isFrame: (frame: Frame) => frame is F, theme?: () => ThemeName) {
  const link = openLink();
  const state = shallowRef<PlayerState<F>>(noRun);
  const player = new Player<F>({
    link,
    isFrame,
    pace: nextPicture,
    theme,
    onState: (next) => {
      state.value = next;
    },
  });
  onBeforeUnmount(() => player.close());
  return { link, player, state };
}

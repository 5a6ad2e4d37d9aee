import { onBeforeUnmount, shallowRef } from 'vue';
import { Drawer } from '../../run/drawer.ts';
import { openLink } from '../../run/open-worker.ts';
import { nextPicture, pictureTurn } from '../../run/pace.ts';
import { noRun, Player, type PlayerState } from '../../run/player.ts';
import type { Frame } from '../../worker/protocol.ts';
import type { Look } from './use-look.ts';

/**
 * A player in a component, whose worker ends with the component. `state` is the run's own; `shown` is what the page shows of it,
 * figure and words alike, so that they always agree. It follows at most once a picture of the browser.
 */
export function usePlayer<F extends Frame>(isFrame: (frame: Frame) => frame is F, look?: () => Look) {
  const link = openLink();
  const state = shallowRef<PlayerState<F>>(noRun);
  const shown = shallowRef<PlayerState<F>>(noRun);
  const drawer = new Drawer(pictureTurn);
  const player = new Player<F>({
    link,
    isFrame,
    pace: nextPicture,
    look,
    onState(next) {
      state.value = next;
      drawer.draw(() => {
        shown.value = next;
      });
    },
  });
  onBeforeUnmount(() => player.close());
  return { link, player, state, shown };
}

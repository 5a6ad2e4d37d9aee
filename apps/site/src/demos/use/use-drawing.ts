import type { FigureOptions, ThemeName } from '@hyperprior/figures';
import { computed, type Ref } from 'vue';
import type { PlayerState } from '../../run/player.ts';
import type { Frame } from '../../worker/protocol.ts';

/** A run's figure as it is now: as the worker has drawn it, unless the page has changed its theme since. */
export function useDrawing<F extends Frame>(
  state: Readonly<Ref<PlayerState<F>>>,
  theme: Readonly<Ref<ThemeName>>,
  draw: (frame: F, options: FigureOptions) => string,
) {
  return computed(() => {
    const { frame, picture } = state.value;
    const options = { theme: theme.value };
    if (!frame) return null;
    return picture?.theme === options.theme ? () => picture.svg : () => draw(frame, options);
  });
}

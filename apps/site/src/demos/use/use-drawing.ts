import type { FigureOptions } from '@hyperprior/figures';
import { computed, type Ref } from 'vue';
import type { PlayerState } from '../../run/player.ts';
import type { Frame } from '../../worker/protocol.ts';
import type { Look } from './use-look.ts';

/** A run's current figure: as the worker has drawn it, unless the page has changed its look since. */
export function useDrawing<F extends Frame>(
  state: Readonly<Ref<PlayerState<F>>>,
  look: Readonly<Ref<Look>>,
  draw: (frame: F, options: FigureOptions) => string,
) {
  return computed(() => {
    const { frame, picture } = state.value;
    const { theme, width } = look.value;
    if (!frame) return null;
    const isCurrent = picture?.look.theme === theme && picture.look.width === width;
    return isCurrent ? () => picture.svg : () => draw(frame, { theme, width });
  });
}

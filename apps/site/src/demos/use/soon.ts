import { onBeforeUnmount } from 'vue';

/** Puts an action off until nothing has asked for it for a moment: a slider asks many times. */
export function soon(action: () => void, wait = 150): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  onBeforeUnmount(() => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
}

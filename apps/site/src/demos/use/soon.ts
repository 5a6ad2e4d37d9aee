import { onBeforeUnmount } from 'vue';

/** An action that is put off until nothing has asked for it for a moment: a slider asks many times. */
export interface Soon {
  ask(): void;
  /** Leaves it undone; whether it was asked for. */
  cancel(): boolean;
}

/** Puts an action off by so many milliseconds; it ends with the component. */
export function soon(action: () => void, wait = 150): Soon {
  let timer: ReturnType<typeof setTimeout> | null = null;
  function cancel(): boolean {
    const wasAsked = timer !== null;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    return wasAsked;
  }
  onBeforeUnmount(cancel);
  return {
    ask() {
      cancel();
      timer = setTimeout(() => {
        timer = null;
        action();
      }, wait);
    },
    cancel,
  };
}

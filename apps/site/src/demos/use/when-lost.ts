import { type Ref, watch } from 'vue';
import type { Link } from '../../run/link.ts';
import type { PlayerState } from '../../run/player.ts';
import type { Frame } from '../../worker/protocol.ts';
import type { useBackends } from './use-backends.ts';

/** When a run's GPU is gone, its worker goes too, and all that follows computes on the next backend, in a new one. */
export function whenLost(
  state: Readonly<Ref<PlayerState<Frame>>>,
  link: Link,
  backends: ReturnType<typeof useBackends>,
): void {
  watch(
    () => state.value.phase,
    (phase) => {
      if (phase !== 'lost') return;
      link.close();
      if (state.value.backend) backends.lose(state.value.backend.name);
    },
  );
}

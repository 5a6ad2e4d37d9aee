import type { Selected } from '@hyperprior/backends';
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import { backendWords } from '../../form/backend-words.ts';
import { sentence } from '../../form/sentence.ts';
import { openLink } from '../../run/open-worker.ts';
import type { Curvature, CurvatureQuestion } from '../../worker/curvature/curvature.ts';
import type { Reply } from '../../worker/protocol.ts';
import type { useBackends } from './use-backends.ts';

/**
 * A function's derivatives at a point that follow the question, one request at a time: the newest after the one at
 * hand. Where there is no question, because it has a problem, the last answer stays.
 */
export function useCurvature(question: () => CurvatureQuestion | null, backends: ReturnType<typeof useBackends>) {
  const link = openLink();
  const shown = shallowRef<{ readonly curvature: Curvature; readonly backend: Selected } | null>(null);
  const message = ref('');
  let state: 'idle' | 'asking' | 'behind' | 'closed' = 'idle';
  let wasAsked = false;

  async function ask(): Promise<void> {
    wasAsked = true;
    const asked = question();
    if (!asked || state === 'closed') return;
    if (state !== 'idle') {
      state = 'behind';
      return;
    }
    state = 'asking';
    take(await link.request({ kind: 'curvature', question: asked, backend: plain(backends.wish.value) }));
    const isBehind = isNow('behind');
    if (isNow('closed')) return;
    state = 'idle';
    if (isBehind) void ask();
  }

  /** The state may have changed while the worker computed. */
  const isNow = (expected: typeof state): boolean => state === expected;

  function take(reply: Reply): void {
    if (state === 'closed') return;
    if (reply.kind === 'curvature') shown.value = reply;
    message.value = 'message' in reply ? sentence(backendWords(reply.message)) : '';
    if (reply.kind !== 'failed' || reply.lost === null) return;
    // With its GPU gone the worker is of no use; the choice of the next backend asks again, in a new one.
    link.close();
    if (shown.value) backends.lose(shown.value.backend.name);
  }

  watch(
    () => [JSON.stringify(question()), JSON.stringify(backends.wish.value)],
    () => wasAsked && void ask(),
  );
  onBeforeUnmount(() => {
    state = 'closed';
    link.close();
  });
  return { shown, message, ask };
}

/** What can be sent to a worker: Vue's own objects cannot. */
const plain = ({ prefer, allowSoftware }: ReturnType<typeof useBackends>['wish']['value']) => ({
  prefer: [...prefer],
  allowSoftware,
});

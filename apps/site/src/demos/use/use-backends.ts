import type { BackendName, BackendRow } from '@hyperprior/backends';
import { computed, onMounted, ref, shallowRef, watch } from 'vue';
import { backendRows } from '../../run/backends.ts';
import type { BackendWish } from '../../worker/protocol.ts';

/** The backends of this browser, and the visitor's choice among them. */
export function useBackends() {
  const allowSoftware = ref(false);
  /** Empty: the first that runs. */
  const name = ref<BackendName | ''>('');
  const rows = shallowRef<readonly BackendRow[]>([]);
  /** What is taken where none is named: never an emulated GPU. */
  const best = ref<BackendName | null>(null);
  const problem = ref('');

  async function load(): Promise<void> {
    const asked = allowSoftware.value;
    try {
      const found = await backendRows(asked);
      if (asked === allowSoftware.value) rows.value = found;
      best.value ??= (await backendRows(false)).find((row) => row.available)?.name ?? null;
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
  }

  onMounted(load);
  watch(allowSoftware, async () => {
    name.value = '';
    await load();
  });

  const runnable = computed(() => rows.value.flatMap((row) => (row.available ? [row] : [])));
  const others = computed(() => rows.value.flatMap((row) => (row.available ? [] : [row])));
  const wish = computed<BackendWish>(() => ({
    prefer: name.value === '' ? [] : [name.value],
    allowSoftware: name.value !== '' && allowSoftware.value,
  }));

  /** Those that are tried after this one; where it is the last, or not known, those that run anywhere. */
  function after(lost: string): readonly BackendName[] {
    const at = runnable.value.findIndex((row) => row.name === lost);
    const rest = runnable.value.slice(at + 1).map((row) => row.name);
    return at >= 0 && rest.length > 0 ? rest : ['wasm', 'cpu'];
  }

  return { allowSoftware, name, best, runnable, others, problem, wish, after };
}

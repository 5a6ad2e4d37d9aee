import type { BackendName, BackendRow } from '@hyperprior/backends';
import { computed, onMounted, ref, shallowRef, watch } from 'vue';
import { backendRows } from '../../run/backends.ts';
import type { BackendWish } from '../../worker/protocol.ts';

/** The backends that a browser may have, in the order of choice. */
const all: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/** Why a lost backend is not offered. */
const gone = 'its GPU was lost; load the page again to use it';

/** The backends of this browser, and the visitor's choice among them. */
export function useBackends() {
  const allowSoftware = ref(false);
  /** Empty: the first that runs. */
  const name = ref<BackendName | ''>('');
  const rows = shallowRef<readonly BackendRow[]>([]);
  /** Without the emulated GPUs. */
  const genuine = shallowRef<readonly BackendRow[]>([]);
  /** Those whose GPU was lost on this page: none is tried a second time. */
  const lost = ref<readonly BackendName[]>([]);
  const problem = ref('');

  async function load(): Promise<void> {
    const asked = allowSoftware.value;
    try {
      const found = await backendRows(asked);
      if (asked === allowSoftware.value) rows.value = found;
      genuine.value = await backendRows(false);
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
  }

  onMounted(load);
  watch(allowSoftware, async () => {
    name.value = '';
    await load();
  });

  const withoutLost = (found: readonly BackendRow[]) =>
    found.map((row) =>
      row.available && lost.value.includes(row.name)
        ? { name: row.name, available: false as const, reason: gone }
        : row,
    );
  const runnable = computed(() => withoutLost(rows.value).flatMap((row) => (row.available ? [row] : [])));
  const others = computed(() => withoutLost(rows.value).flatMap((row) => (row.available ? [] : [row])));
  /** What is taken where none is named: never an emulated GPU. */
  const best = computed(() => withoutLost(genuine.value).find((row) => row.available)?.name ?? null);
  const wish = computed<BackendWish>(() => ({
    prefer: name.value === '' ? unlessLost() : [name.value],
    allowSoftware: name.value !== '' && allowSoftware.value,
  }));

  /** Empty, which stands for all of them, unless one was lost. */
  function unlessLost(): readonly BackendName[] {
    if (lost.value.length === 0) return [];
    return all.filter((each) => !lost.value.includes(each));
  }

  /** Those that are tried after this one; where it is the last, or not known, those that run anywhere. */
  function after(backend: BackendName): readonly BackendName[] {
    const at = runnable.value.findIndex((row) => row.name === backend);
    const rest = runnable.value.slice(at + 1).map((row) => row.name);
    return at >= 0 && rest.length > 0 ? rest : ['wasm', 'cpu'];
  }

  /** Takes a backend whose GPU is gone out of the choice, and chooses the next. */
  function lose(backend: BackendName): void {
    const [next] = after(backend);
    lost.value = [...lost.value, backend];
    name.value = next;
  }

  /** What the next run computes on, as far as that is known. */
  const next = computed(() => name.value || best.value || undefined);

  return { allowSoftware, name, best, runnable, others, problem, wish, next, lose };
}

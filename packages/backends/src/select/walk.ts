import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import { BackendError, type PassedOver } from './backend-error.ts';
import { type BackendName, isBackendName } from './backend-name.ts';
import type { Candidate, LoadOptions, WasmPaths } from './candidate.ts';
import { tryCandidate } from './start.ts';

export interface SelectOptions {
  /** Take one of these, the first that runs; without it, the first of all candidates that runs. */
  readonly prefer?: BackendName | readonly BackendName[];
  /** Take only what computes on a GPU. */
  readonly requireGpu?: boolean;
  /** Let a WebGPU that is emulated on the CPU pass: good for tests, a hundred times slower than wasm. */
  readonly allowSoftware?: boolean;
  /** In a browser: the folder of the .wasm files, or the address of each by its file's name. Beside the page by default. */
  readonly wasmPaths?: WasmPaths;
}

/** What `selectBackend` chose. */
export interface Selected {
  readonly name: BackendName;
  /** What it runs on, for people. */
  readonly device: string;
  /** Those tried before it. */
  readonly passedOver: PassedOver[];
}

/** One row of the table that `listBackends` makes: the device if it runs here, the reason if it does not. */
export type BackendRow =
  | { readonly name: BackendName; readonly available: true; readonly device: string }
  | { readonly name: BackendName; readonly available: false; readonly reason: string };

/** Makes the first candidate that runs TF.js's backend. */
export async function select(candidates: readonly Candidate[], options: SelectOptions): Promise<Selected> {
  const { prefer, requireGpu = false } = options;
  const wanted = prefer === undefined ? candidates.map(({ name }) => name) : checkedNames(prefer, candidates);
  const previous = getBackend();
  const passedOver: PassedOver[] = [];
  for (const name of wanted) {
    const candidate = candidates.find((each) => each.name === name);
    if (!candidate) passedOver.push({ name, reason: 'it does not exist in this environment' });
    else if (requireGpu && !candidate.isGpu) {
      if (prefer !== undefined)
        passedOver.push({ name, reason: 'it does not compute on a GPU, which requireGpu asks for' });
    } else {
      const trial = await tryCandidate(candidate, loadOptions(options));
      if (trial.accepted) return { name, device: trial.device, passedOver };
      passedOver.push({ name, reason: trial.reason });
    }
  }
  await restore(previous);
  throw await failure(candidates, passedOver, options);
}

/** Tries every candidate and tells of each, then puts everything back as it was. */
export async function list(
  candidates: readonly Candidate[],
  options: Pick<SelectOptions, 'allowSoftware' | 'wasmPaths'>,
): Promise<BackendRow[]> {
  const previous = getBackend();
  const rows: BackendRow[] = [];
  for (const candidate of candidates) {
    const { name } = candidate;
    const trial = await tryCandidate(candidate, loadOptions(options));
    rows.push(
      trial.accepted
        ? { name, available: true, device: trial.device }
        : { name, available: false, reason: trial.reason },
    );
    // Another backend goes first: TF.js must not be left with one that is gone.
    await restore(previous);
    if (trial.accepted) trial.release();
  }
  return rows;
}

const loadOptions = ({ allowSoftware = false, wasmPaths }: SelectOptions): LoadOptions => ({
  allowSoftware,
  wasmPaths,
});

async function restore(previous: string | undefined): Promise<void> {
  if (previous && getBackend() !== previous) await setBackend(previous);
}

function checkedNames(prefer: string | readonly string[], candidates: readonly Candidate[]): BackendName[] {
  const names = typeof prefer === 'string' ? [prefer] : [...prefer];
  const choices = candidates.map(({ name }) => name).join(', ');
  if (names.length === 0)
    throw new BackendError(
      'unknown',
      `selectBackend: 'prefer' must name a backend, but is empty; choose one of ${choices}`,
    );
  return names.map((name) => {
    if (isBackendName(name)) return name;
    throw new BackendError('unknown', `selectBackend: unknown backend '${name}'; choose one of ${choices}`);
  });
}

async function failure(
  candidates: readonly Candidate[],
  passedOver: readonly PassedOver[],
  options: SelectOptions,
): Promise<BackendError> {
  const { requireGpu = false } = options;
  const tried = new Set(passedOver.map(({ name }) => name));
  const others = candidates.filter(({ name, isGpu }) => (requireGpu && !isGpu) || !tried.has(name));
  const runnable = (await list(others, options)).filter((row) => row.available).map(({ name }) => name);
  const reasons = passedOver.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  const hint = runnable.length > 0 ? `these can run: ${runnable.join(', ')}` : 'no other can run either';
  return requireGpu
    ? new BackendError(
        'no-gpu',
        `selectBackend: no GPU backend can run here (${reasons}); without requireGpu ${hint}`,
        passedOver,
        runnable,
      )
    : new BackendError(
        'cannot-run',
        `selectBackend: no backend of those asked for can run here (${reasons}); ${hint}`,
        passedOver,
        runnable,
      );
}

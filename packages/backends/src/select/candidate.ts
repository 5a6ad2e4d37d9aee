import type { BackendName } from './backend-name.ts';

/** Why a candidate cannot be taken: the message is the sentence that the user reads. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export interface LoadOptions {
  /** Whether an adapter that computes on the CPU will do. */
  readonly allowSoftware: boolean;
  /** Where a page finds the .wasm files: the folder they lie in, or the address of each by its file's name. */
  readonly wasmPaths?: WasmPaths | undefined;
}

export type WasmPaths = string | Readonly<Record<string, string>>;

/** A backend whose package is loaded and registered with TF.js, but not started. */
interface Loaded {
  /** Called when TF.js has started it: says what it runs on, and completes it. May still refuse. */
  started(): string | Promise<string>;
  /** Takes back what loading changed outside of TF.js. */
  release?(): void;
}

/** One backend that may run here. */
export interface Candidate {
  readonly name: BackendName;
  /** Its name among TF.js's backends. */
  readonly tfjsName: string;
  readonly isGpu: boolean;
  /** What to look at when TF.js cannot start it. */
  readonly startHint?: string;
  /** Loads and registers it; throws a `Refusal`, with nothing left changed, when it has no chance. */
  load(options: LoadOptions): Promise<Loaded>;
}

import type { BackendName } from './backend-name.ts';

/** A backend that was tried and not taken, and why, in one sentence. */
export interface PassedOver {
  readonly name: BackendName;
  readonly reason: string;
}

/** No backend could be chosen. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  /** `unknown`: there is no backend of that name; `cannot-run`: none of those asked for runs here; `no-gpu`: no GPU. */
  readonly code: 'unknown' | 'cannot-run' | 'no-gpu';
  /** Those asked for that do not run, with the reasons. */
  readonly passedOver: readonly PassedOver[];
  /** Those that would. */
  readonly runnable: readonly BackendName[];

  constructor(
    code: BackendError['code'],
    message: string,
    passedOver: readonly PassedOver[] = [],
    runnable: readonly BackendName[] = [],
  ) {
    super(message);
    this.code = code;
    this.passedOver = passedOver;
    this.runnable = runnable;
  }
}

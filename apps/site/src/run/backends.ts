import type { BackendRow } from '@hyperprior/backends';
import { openLink } from './open-worker.ts';

const known = new Map<boolean, Promise<readonly BackendRow[]>>();

/** What this browser can compute on, in the order of choice; asked once a page, in a worker that ends with the answer. */
export function backendRows(allowSoftware: boolean): Promise<readonly BackendRow[]> {
  const rows = known.get(allowSoftware) ?? ask(allowSoftware);
  known.set(allowSoftware, rows);
  return rows;
}

async function ask(allowSoftware: boolean): Promise<readonly BackendRow[]> {
  const link = openLink();
  try {
    const reply = await link.request({ kind: 'list', allowSoftware });
    if (reply.kind === 'rows') return reply.rows;
    throw new Error(reply.kind === 'failed' ? reply.message : 'The backends could not be listed.');
  } finally {
    link.close();
  }
}

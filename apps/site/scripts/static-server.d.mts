/** A folder that is being served. */
export interface Served {
  /** Where, with the path it is served under. */
  readonly address: string;
  close(): Promise<void>;
}

export function serveFolder(folder: string, options?: { port?: number; at?: string }): Promise<Served>;

import { existsSync, readFileSync } from 'node:fs';

const backends = ['cpu', 'wasm', 'webgl', 'webgpu'] as const;
type Status = 'right' | 'wrong' | 'none';
type Support = Record<'forward' | 'first' | 'second', boolean>;

/** One operation: its derivatives by TensorFlow.js alone, and what it can do on each backend once they are installed. */
interface Conformance {
  readonly operation: string;
  readonly alone: { readonly first: Status; readonly second: Status };
  readonly installed: Readonly<Record<(typeof backends)[number], Support>>;
}

/** A row of the page's table. */
interface ConformanceRow {
  readonly operation: string;
  readonly first: Status;
  readonly second: Status;
  readonly installed: readonly string[];
}

interface ConformanceData {
  readonly backends: readonly string[];
  readonly rows: readonly ConformanceRow[];
}

const file = '../../../../packages/autodiff/conformance.json';

export declare const data: ConformanceData;

/**
 * What the tests of @hyperprior/autodiff hold to, as they have written it; read when the site is built.
 * @public VitePress asks for it.
 */
export default {
  watch: [file],
  load(): ConformanceData {
    const source = new URL(file, import.meta.url);
    const known: readonly Conformance[] = existsSync(source) ? JSON.parse(readFileSync(source, 'utf8')) : [];
    const rows = known.map(({ operation, alone, installed }) => ({
      operation,
      ...alone,
      installed: backends.map((name) => levelOf(installed[name])),
    }));
    return { backends, rows };
  },
};

function levelOf({ forward, first, second }: Support): string {
  if (second) return '✓';
  if (first) return 'first only';
  return forward ? 'value only' : 'none';
}

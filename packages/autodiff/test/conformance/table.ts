import known from './alone.json' with { type: 'json' };
import { type BackendName, backends, type Case } from './case.ts';
import { cases } from './cases/index.ts';

const alone: Record<string, readonly string[]> = known;

/** What one operation can do on one backend. */
type Support = Record<'forward' | 'first' | 'second' | 'third', boolean>;

/** One row of the published table. */
export interface Row {
  readonly operation: string;
  /** The derivatives of TF.js 4.22 by itself, on cpu: right, wrong (without an error), or none. */
  readonly alone: { readonly first: string; readonly second: string };
  readonly installed: Record<BackendName, Support>;
}

function supportOf({ lacks }: Case, backend: BackendName): Support {
  const lack = lacks?.[backend];
  const forward = lack !== 'forward';
  const first = forward && lack !== 'first';
  const second = first && lack !== 'second';
  return { forward, first, second, third: second };
}

/** The table as the tests of each backend hold it to be. */
export const rows: readonly Row[] = cases.map((example) => {
  const [first, second] = alone[example.name] ?? ['none', 'none'];
  const [cpu, wasm, webgl, webgpu] = backends.map((backend) => supportOf(example, backend));
  return { operation: example.name, alone: { first, second }, installed: { cpu, wasm, webgl, webgpu } };
});

const cell = ({ forward, first, second }: Support) => {
  if (second) return '✓';
  if (first) return 'first only';
  return forward ? 'value only' : 'none';
};

/** The table in Markdown. */
export function markdown(): string {
  return [
    '| operation | TF.js alone: first | second | installed: cpu | wasm | webgl | webgpu |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(({ operation, alone: { first, second }, installed }) =>
      ['', `\`${operation}\``, mark(first), mark(second), ...backends.map((name) => cell(installed[name])), '']
        .join(' | ')
        .trim(),
    ),
  ].join('\n');
}

const mark = (status: string) => (status === 'right' ? '✓' : status === 'wrong' ? '**wrong**' : 'none');

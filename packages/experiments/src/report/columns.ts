/** Aligns rows of cells in columns as wide as their widest cell: the first `left` ones to the left, the others to the right. */
export function columns(rows: readonly (readonly string[])[], left = 1): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const aligned = (cell: string, i: number) => (i < left ? cell.padEnd(widths[i]) : cell.padStart(widths[i]));
  return rows.map((row) => row.map(aligned).join('  ').trimEnd());
}

/** Formats a share as a percentage. */
export const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

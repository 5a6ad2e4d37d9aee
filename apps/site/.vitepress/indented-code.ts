import type { MarkdownRenderer } from 'vitepress';

/** Gives code that is marked by indentation, as formulas in docstrings are, the looks of a fenced block. */
export function indentedCode(md: MarkdownRenderer): void {
  md.core.ruler.push('indented-code', (state) => {
    for (const token of state.tokens) if (token.type === 'code_block') token.type = 'fence';
  });
}

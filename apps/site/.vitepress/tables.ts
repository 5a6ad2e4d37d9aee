import type { MarkdownRenderer } from 'vitepress';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/**
 * In Markdown a table cannot do without a row of headings. Where a README leaves headings empty, a reader who hears the
 * page would be told of headings that say nothing: an empty one becomes a plain cell, and a row of none is left out.
 */
export function emptyHeadings(md: MarkdownRenderer): void {
  md.core.ruler.push('empty-headings', (state) => {
    const kept: Token[] = [];
    let head: Token[] = [];
    for (const token of state.tokens) {
      if (token.type === 'thead_open') head = [token];
      else if (head.length > 0) head.push(token);
      else kept.push(token);
      if (token.type !== 'thead_close') continue;
      if (head.some(isHeadingText)) kept.push(...head.map(plainIfEmpty));
      head = [];
    }
    state.tokens = kept;
  });
}

const isHeadingText = (token: Token) => token.type === 'inline' && token.content !== '';

/** Of a cell's three tokens (open, text, close) the text stands in the middle. */
function plainIfEmpty(token: Token, index: number, head: Token[]): Token {
  const text = token.type === 'th_open' ? head[index + 1] : head[index - 1];
  if ((token.type === 'th_open' || token.type === 'th_close') && text !== undefined && !isHeadingText(text))
    token.tag = 'td';
  return token;
}

import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/** What this file knows of a page being rendered: its path from the site's root. */
interface PageEnvironment {
  readonly relativePath?: string;
}

/**
 * The pages in packages/ are the packages' READMEs, whose links are relative to where the README lies. A link to
 * another README becomes one to its page; a picture keeps its file. Any other relative link stays as it is, and since it
 * leads nowhere on the site, fails the build.
 */
export function readmeLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('readme-links', (state) => {
    const environment: PageEnvironment = state.env;
    const page = environment.relativePath?.match(/^packages\/([\w-]+)\.md$/)?.[1];
    if (page === undefined || page === 'index') return;
    const folder = page === 'cli' ? 'apps/cli' : `packages/${page}`;
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        if (token.type === 'link_open') token.attrSet('href', pageOf(token.attrGet('href') ?? '', folder));
        if (token.type === 'image') token.attrSet('src', fileOf(token.attrGet('src') ?? '', folder));
      }
    }
  });
}

const isRelative = (url: string) => !/^([a-z][\w+.-]*:|\/|#)/i.test(url);

function pageOf(url: string, folder: string): string {
  if (!isRelative(url)) return url;
  const target = posix.join(folder, url);
  const readme = target.match(/^(?:packages|apps)\/([\w-]+)\/README\.md(#.*)?$/);
  return readme === null ? url : `./${readme[1]}.md${readme[2] ?? ''}`;
}

/** The way from apps/site/packages/ to a file that the README in `folder` names. */
function fileOf(url: string, folder: string): string {
  return isRelative(url) ? posix.relative('apps/site/packages', posix.join(folder, url)) : url;
}

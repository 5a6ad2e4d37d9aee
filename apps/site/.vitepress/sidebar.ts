import { existsSync, readdirSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';

const site = new URL('..', import.meta.url);

export const pagesSidebar: DefaultTheme.SidebarItem = {
  text: 'Pages',
  items: [
    { text: 'What it is', link: '/' },
    { text: 'Batch-Shaping', link: '/batch-shaping' },
    { text: 'Learned priors', link: '/learned-priors' },
    { text: 'Gates on real digits', link: '/gates' },
    { text: 'Alpha: how long a step is', link: '/alpha' },
    { text: 'Derivatives, corrected', link: '/derivatives' },
  ],
};

/** One entry for each page in packages/: whoever adds a package adds its page, and it stands in the list. */
export function packagesSidebar(): DefaultTheme.SidebarItem {
  const pages = readdirSync(new URL('packages', site))
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .map((name) => name.slice(0, -'.md'.length));
  return { text: 'Packages', link: '/packages/', items: pages.map((text) => ({ text, link: `/packages/${text}` })) };
}

/** One entry for each module of the reference; empty before scripts/api.mjs has run. */
export function apiSidebar(): DefaultTheme.SidebarItem[] {
  const folder = new URL('api', site);
  if (!existsSync(folder)) return [];
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .map((name) => name.slice(0, -'.md'.length).replaceAll('\\', '/'))
    .sort();
  return [{ text: 'API', link: '/api/', items: modules.map((text) => ({ text, link: `/api/${text}` })) }];
}

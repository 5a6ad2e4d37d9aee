/**
 * VitePress writes its base path into every file. Here a site that was built with `placeholderBase` is made to work from
 * whatever path it is served at: in HTML and CSS each address becomes relative to its file, and scripts ask for the
 * path at run time, each by its own address.
 */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { placeholderBase } from './placeholder-base.mjs';

const occurrences = new RegExp(placeholderBase, 'g');

/** @param folder a built site, changed in place. Throws where a file would still hold the placeholder. */
export function relocate(folder) {
  const rewriters = { html: relocateHtml, css: relocateText, js: relocateScript, json: relocateText };
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const rewrite = rewriters[name.split('.').at(-1)];
    if (rewrite === undefined) continue;
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    if (!text.includes(placeholderBase)) continue;
    const relocated = rewrite(text, wayUp(name));
    if (relocated.includes(placeholderBase)) throw new Error(`relocate: ${name} still holds ${placeholderBase}`);
    writeFileSync(file, relocated);
  }
  // The page for a missing address is served at any depth, where no relative address leads to VitePress's scripts.
  copyFileSync(new URL('../.vitepress/404.html', import.meta.url), join(folder, '404.html'));
}

/** From a file to the site's root: './' or '../' as often as it lies deep. */
function wayUp(name) {
  return '../'.repeat(name.split(/[\\/]/).length - 1) || './';
}

function relocateText(text, up) {
  return text.replace(occurrences, up);
}

/**
 * Addresses in attributes become relative. But VitePress goes from page to page without loading a new one, while its
 * menus keep the links they came with: so before it starts, they are made absolute at the place where the page lies.
 */
function relocateHtml(html, up) {
  const start = html.indexOf('window.__VP_SITE_DATA__=');
  const end = html.indexOf('</script>', start);
  if (start < 0 || end < 0) throw new Error("relocate: a page without VitePress's site data");
  const settled = `(${settle})(${JSON.stringify(up)})`;
  return `${relocateText(html.slice(0, end), up)}${settled}${relocateText(html.slice(end), up)}`;
}

/** Runs in the page: its text is what counts. */
function settle(up) {
  window.__VP_SITE_DATA__.base = new URL(up, location.href).pathname;
  for (const name of ['href', 'src'])
    for (const element of document.querySelectorAll(`body [${name}^="."],link[rel=icon][${name}]`))
      element.setAttribute(name, element[name]);
}

/** In scripts the placeholder stands inside of strings: each is cut there, and the path put between. */
function relocateScript(script, up) {
  const base = 'hyperpriorSiteBase';
  const edits = [];
  const visit = (node) => {
    if (ts.isStringLiteral(node) || isTemplatePart(node)) {
      const text = node.getText();
      if (text.includes(placeholderBase)) edits.push({ node, text: withBase(node, text, base) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.js', script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  let relocated = `const ${base}=new URL(${JSON.stringify(up)},import.meta.url).pathname;`;
  let at = 0;
  for (const { node, text } of edits) {
    relocated += script.slice(at, node.getStart()) + text;
    at = node.getEnd();
  }
  return relocated + script.slice(at);
}

const isTemplatePart = (node) =>
  ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);

function withBase(node, text, base) {
  if (isTemplatePart(node)) return text.replace(occurrences, `\${${base}}`);
  const quote = text[0];
  return `(${text.replace(occurrences, `${quote}+${base}+${quote}`)})`;
}

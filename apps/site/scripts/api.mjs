/**
 * The API reference: one Markdown page in api/ for each entry of each package, from the docstrings. The entries are
 * read from the packages' own `exports`, so a new package or sub-path needs nothing here.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Application, ReflectionKind } from 'typedoc';

const site = new URL('..', import.meta.url);
const packages = new URL('../../packages/', site);
const pathTo = (name) => fileURLToPath(new URL(name, site));

/** @returns every module that the packages export: its name for the reader, and its source file. */
function entries() {
  return readdirSync(packages).flatMap((folder) => {
    const root = new URL(`${folder}/`, packages);
    const { name, exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
    return Object.entries(exports).flatMap(([subPath, target]) => {
      const source = target['@hyperprior/source'];
      const file = typeof source === 'object' ? source.node : source;
      if (file === undefined) return [];
      return [{ name: name + subPath.slice(1), file: fileURLToPath(new URL(file, root)) }];
    });
  });
}

const modules = entries();
const app = await Application.bootstrapWithPlugins({
  plugin: ['typedoc-plugin-markdown'],
  logLevel: 'Warn',
  name: 'API reference',
  tsconfig: pathTo('tsconfig.api.json'),
  entryPoints: modules.map(({ file }) => file),
  out: pathTo('api'),
  router: 'module',
  entryFileName: 'index',
  readme: 'none',
  // Types are checked by tsc, with the tests and scripts.
  skipErrorChecking: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  disableSources: true,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  enumMembersFormat: 'table',
  useCodeBlocks: true,
  groupOrder: ['Functions', 'Classes', 'Variables', 'Interfaces', '*'],
  validation: { invalidLink: true, notExported: false },
  treatWarningsAsErrors: true,
});

/** A module is called after its path, `priors/src/webgpu`: it gets the name that is imported, without the scope. */
app.converter.on('createDeclaration', (_context, reflection) => {
  if (reflection.kindOf(ReflectionKind.Module)) reflection.name = reflection.name.replace(/\/src(?=\/|$)/, '');
});

const project = await app.convert();
if (project === undefined || app.logger.hasErrors()) throw new Error('api: the reference could not be made');
const names = new Set(project.children.map(({ name }) => `@hyperprior/${name}`));
const missing = modules.filter(({ name }) => !names.has(name));
if (missing.length > 0) throw new Error(`api: no page for ${missing.map(({ name }) => name).join(', ')}`);

rmSync(pathTo('api'), { recursive: true, force: true });
await app.generateOutputs(project);
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;

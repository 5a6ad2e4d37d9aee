import { readFileSync } from 'node:fs';

/** The README's first `js` example that holds this text. */
export function exampleWith(text: string): string {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const examples = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);
  const found = examples.find((code) => code.includes(text));
  if (found === undefined) throw new Error(`the README has no js example with '${text}'`);
  return found;
}

/** Runs an example with these modules in the place of its imports. Returns what it prints, a list of values a line. */
export async function runExample(code: string, modules: Readonly<Record<string, object>>): Promise<unknown[][]> {
  const body = code.replaceAll(/^import \{(.*)\} from '(.*)';$/gm, (_, names: string, module: string) => {
    if (!(module in modules)) throw new Error(`the example imports '${module}', which the test does not give it`);
    return `const {${names.replaceAll(' as ', ': ')}} = modules['${module}'];`;
  });
  const printed: unknown[][] = [];
  const console = { log: (...values: unknown[]) => void printed.push(values) };
  await new AsyncFunction('modules', 'console', body)(modules, console);
  return printed;
}

const AsyncFunction: new (...source: string[]) => (...values: unknown[]) => Promise<void> = Object.getPrototypeOf(
  async () => {},
).constructor;

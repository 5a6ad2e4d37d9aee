/**
 * Turns shader source in a small part of GLSL into WGSL: scalar functions, private variables, local variables and
 * counting loops. Everything else in that part reads the same in both languages.
 */
export function toWgsl(source: string): string {
  return source
    .replace(/^(float|bool|int|void) (\w+)\((.*?)\) \{/gm, (_, type: string, name: string, parameters: string) => {
      const result = type === 'void' ? '' : ` -> ${wgslType(type)}`;
      return `fn ${name}(${parameters.replace(/(float|bool|int) (\w+)/g, (__, t: string, p: string) => `${p}: ${wgslType(t)}`)})${result} {`;
    })
    .replace(
      /^(float|bool|int) (\w+);/gm,
      (_, type: string, name: string) => `var<private> ${name}: ${wgslType(type)};`,
    )
    .replace(/\b(float|bool|int) (\w+) =/g, (_, type: string, name: string) => `var ${name}: ${wgslType(type)} =`);
}

function wgslType(type: string): string {
  if (type === 'float') return 'f32';
  return type === 'int' ? 'i32' : 'bool';
}

/** `parseNumbers: line 2 must be ...` as a visitor reads it. */
export function sentence(message: string): string {
  const words = message.replace(/^\w+: /, '');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${words.endsWith('.') ? '' : '.'}`;
}

/** A piece of the user's data for an error message: in quotes, on one line, cut to a readable length. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `'${line.slice(0, 37)}...'` : `'${line}'`;
}

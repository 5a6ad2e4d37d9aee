/** Advance widths of Inter's characters in parts of the font size, rounded up; semi-bold and regular alike. */
const classes: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[ijlI'.,:;!|· \u00a0]/, 0.32],
  [/[frt()[\]/¹]/, 0.4],
  [/["\-–²³⁰⁴-⁹⁻]/, 0.52],
  [/[mMwW%…→←↑↓∞]/, 0.98],
  [/[A-HJ-LN-VX-Z+−=×]/, 0.73],
];

/** Estimates the width of a text in pixels; the estimate is rarely below the true width. */
export const textWidth = (words: string, size: number): number =>
  size * [...words].reduce((sum, character) => sum + widthOf(character), 0);

const widthOf = (character: string): number => classes.find(([each]) => each.test(character))?.[1] ?? 0.62;

/** Breaks a text into lines of at most `width` pixels; cuts the last of `most` lines with an ellipsis. */
export function wrapped(words: string, width: number, size: number, most = Number.POSITIVE_INFINITY): string[] {
  const lines = [''];
  for (const word of unbroken(words, width, size)) {
    const line = lines[lines.length - 1];
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), width, size)];
}

/** Shortens a text to a width, with an ellipsis where something is missing. */
function cut(words: string, width: number, size: number): string {
  if (textWidth(words, size) <= width) return words;
  let kept = words;
  while (kept !== '' && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** The parts of a text between which a line may end: not within brackets that have room on one line. */
const unbroken = (words: string, width: number, size: number): string[] =>
  words
    .split(/ (?![^()]*\))/)
    .flatMap((part) => (textWidth(part, size) <= width ? [part] : part.split(' ')))
    .flatMap((part) => pieces(part, width, size));

/** A word, or its pieces where it is wider than a line. */
function pieces(word: string, width: number, size: number): string[] {
  if (textWidth(word, size) <= width) return [word];
  const most = Math.max(1, Math.floor(width / (size * 0.98)));
  return Array.from({ length: Math.ceil(word.length / most) }, (_, i) => word.slice(i * most, (i + 1) * most));
}

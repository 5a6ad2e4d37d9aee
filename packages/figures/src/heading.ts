import { type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

/** Where headings begin and end, in pixels from the edges of the picture. */
const margin = 24;

/** Font sizes, and what a character of the semi-bold font takes on average, in parts of the size, with some to spare. */
const [largest, smallest, perCharacter] = [18, 11, 0.52];

/** The heading of a picture: set smaller where it is long, and cut where even that has no room. */
export function heading(words: string, width: number, theme: Theme): Svg {
  const room = (width - 2 * margin) / perCharacter;
  const size = Math.max(smallest, Math.min(largest, room / Math.max(1, words.length)));
  const most = Math.floor(room / smallest);
  const shown = words.length > most ? `${words.slice(0, most - 1)}…` : words;
  return text(margin, 38, shown, { fill: theme.text, 'font-size': size, 'font-weight': 600 });
}

/** Characters that steer a terminal or turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const steering = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text of the user's on one line, with control characters written as `\x1b`. */
export const printable = (text: string): string =>
  text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(steering, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
  });

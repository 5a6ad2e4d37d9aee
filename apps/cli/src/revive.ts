/** Parses a frame from its line in a file: lists of numbers become typed arrays again. */
export const parseFrame = (line: string): unknown => JSON.parse(line, (_, value: unknown) => revived(value));

function revived(value: unknown): unknown {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isNumber)) return value;
  return Float64Array.from(value, Number);
}

/** Whether a value is a number, or the text that stands for one that JSON lacks. */
const isNumber = (value: unknown): boolean =>
  typeof value === 'number' || value === 'NaN' || value === 'Infinity' || value === '-Infinity';

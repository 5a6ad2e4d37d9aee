import type { Kind } from '@hyperprior/experiments';

/**
 * Reads the value of an option. A text that is no value of the kind stays a text, which the experiment then refuses in
 * its own words. Lists take commas and spaces alike; an option that is given again adds to its list.
 */
export function optionValue(kind: Kind, text: string, before: unknown): unknown {
  if (kind === 'number') return numberOrText(text);
  if (kind !== 'numbers' && kind !== 'texts') return text;
  const items = text.split(/[\s,]+/).filter((item) => item !== '');
  const values = kind === 'numbers' ? items.map(numberOrText) : items;
  return [...(Array.isArray(before) ? before : []), ...values];
}

function numberOrText(text: string): number | string {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}

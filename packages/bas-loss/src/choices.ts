/** Allowed values of each option that is a word. */
export const choices = {
  ties: ['ordinal', 'max'],
  distance: ['cramer-von-mises', 'anderson-darling', 'wasserstein-2'],
  ecdf: ['i/(N+1)', '(i-1/2)/N', 'i/N'],
} as const;

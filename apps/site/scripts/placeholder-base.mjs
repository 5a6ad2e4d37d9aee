/** The base path that the site is built with. It stands for "wherever the site lies", until scripts/relocate.mjs. */
export const placeholderBase = '/_hyperprior_site_base_/';

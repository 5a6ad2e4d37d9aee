/** What programs are told of a backend, and what a visitor is told in its place. */
const wordings: readonly (readonly [pattern: RegExp, words: string])[] = [
  [
    /^its only adapter is software \((.*)\), far slower than wasm; .*$/,
    'its only GPU is emulated in software ($1), far slower than wasm; a demo can be told to take it',
  ],
  [
    /^(TensorFlow\.js could not start it); check that the page can fetch its \.wasm file.*$/,
    '$1; perhaps its .wasm file could not be loaded: load the page again',
  ],
  [/^the package (\S+) did not register its backend$/, 'its part of TensorFlow.js ($1) was loaded, but did not start'],
  [/^the package (\S+) is not part of this page: (.*)$/, 'its part of TensorFlow.js ($1) could not be loaded: $2'],
  [/^this browser has no WebGPU \(navigator\.gpu\)$/, 'this browser has no WebGPU'],
  [
    /^a browser offers WebGPU to secure pages only: .*$/,
    'a browser offers WebGPU only to pages that came over https, or from this machine itself',
  ],
  [/^this browser has WebGPU, but finds no GPU adapter for it$/, 'this browser has WebGPU, but finds no GPU for it'],
  [/^it does not exist in this environment$/, 'no browser has it'],
  [/^(the \w+ device was lost \(.*\)); choose another backend .*$/, '$1'],
];

/** Why a backend is not taken, in a visitor's words. A reason that is in such words already stays as it is. */
export function backendWords(reason: string): string {
  for (const [pattern, words] of wordings) if (pattern.test(reason)) return reason.replace(pattern, words);
  return reason;
}

/** The backends that were tried and not taken, each with its reason. */
export const noBackendWords = (tried: readonly { readonly name: string; readonly reason: string }[]): string =>
  `none of the backends that were tried can compute here (${tried.map(({ name, reason }) => `${name}: ${backendWords(reason)}`).join('; ')}); choose another one under “computes on”`;

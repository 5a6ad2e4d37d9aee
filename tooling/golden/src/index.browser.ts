export { decodeFloat32, type GoldenNumber, parseGolden } from './decode.ts';

/** Reads a golden file from the server of the tests, whose public folder is `data`; at once, as in Node. */
export function golden<T>(path: string): T {
  const request = new XMLHttpRequest();
  request.open('GET', `/${path}`, false);
  request.send();
  if (request.status !== 200) throw new Error(`golden: ${path} was answered with status ${request.status}`);
  return JSON.parse(request.responseText);
}

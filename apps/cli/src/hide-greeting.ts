/** What TF.js's cpu backend prints on its first tensor: advice on installing tfjs-node, which is not for our users. */
const greeting = 'Hi, looks like you are running TensorFlow.js in Node.js';

/** Leaves out TF.js's greeting; every other warning is printed as before. */
export function hideGreeting(): void {
  const warn = console.warn;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes(greeting)) warn(...words);
  };
}

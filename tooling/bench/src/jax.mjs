/** The peer jax-js on its wasm device: dense networks and their derivatives, compiled. */
import { interleaved } from './measure.mjs';

/** Starts jax-js. In Node it looks for a navigator. */
export async function startJax() {
  globalThis.navigator ??= {};
  const jax = await import('@jax-js/jax');
  await jax.init();
  jax.defaultDevice('wasm');
  return jax;
}

/** An array of small random numbers. */
export function randomArray({ numpy }, shape) {
  const size = shape.reduce((product, length) => product * length, 1);
  return numpy.array(Float32Array.from({ length: size }, () => 0.1 * Math.random() - 0.05)).reshape(shape);
}

/** The time in milliseconds of one call of a compiled function, until its results are there. */
export async function jaxTime(call, { rounds = 3, calls = 1, warmup = 2 } = {}) {
  const once = async () => {
    for (const result of call()) {
      await result.blockUntilReady();
      result.dispose();
    }
  };
  return (await interleaved({ once }, { rounds, calls, warmup })).once;
}

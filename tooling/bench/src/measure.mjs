/**
 * The time of one call in milliseconds: the best of several rounds that are interleaved with the peers', so that what
 * else the machine does hits all alike.
 * @param {Record<string, () => unknown>} subjects
 * @returns {Promise<Record<string, number>>}
 */
export async function interleaved(subjects, { rounds = 7, calls = 100, warmup = 20 } = {}) {
  const best = Object.fromEntries(Object.keys(subjects).map((name) => [name, Number.POSITIVE_INFINITY]));
  for (const subject of Object.values(subjects)) for (let i = 0; i < warmup; i++) await subject();
  for (let round = 0; round < rounds; round++)
    for (const [name, subject] of Object.entries(subjects)) {
      const begin = performance.now();
      for (let i = 0; i < calls; i++) {
        const pending = subject();
        if (pending instanceof Promise) await pending;
      }
      best[name] = Math.min(best[name], (performance.now() - begin) / calls);
    }
  return best;
}

/** Three significant digits. */
export const digits = (value) => value.toPrecision(3);

/** Runs an experiment to its end. */
export async function finish<Frame, Result>(run: AsyncGenerator<Frame, Result>) {
  const frames: Frame[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) return { frames, result: next.value };
    frames.push(next.value);
  }
}

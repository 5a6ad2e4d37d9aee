/** A log of 100,000 steps: read, and drawn, against JSON.parse of its lines. */
import { logLine, readLog } from '@hyperprior/cockpit-alpha';
import { cockpitFigure } from '@hyperprior/figures';
import { digits, interleaved } from './measure.mjs';

const steps = 100_000;

/** The numbers of `economy`, for a network of six variables. */
function record(step) {
  const [number, two, six] = [Math.random, () => [number(), number()], () => [...two(), ...two(), ...two()]];
  const observed = { step: number(), losses: two(), slopes: two(), lossVariances: two(), slopeVariances: two() };
  const alpha = { since: step - 1, alpha: 2 * number() - 1, fit: [number(), ...two()], observed };
  const tests = { innerProductTest: number(), normTest: number(), orthogonalityTest: number() };
  const values = { alpha, distance: six(), gradientNorm: six(), updateSize: six(), loss: number(), ...tests };
  return { step, values, problems: {} };
}

export async function run() {
  const text = Array.from({ length: steps }, (_, step) => logLine(record(step))).join('');
  const { records } = readLog(text);
  const time = await interleaved(
    {
      'JSON.parse of each line': () =>
        text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      readLog: () => readLog(text),
      cockpitFigure: () => cockpitFigure(records),
    },
    { rounds: 3, calls: 1, warmup: 1 },
  );
  const peer = time['JSON.parse of each line'];
  return {
    title: `A log of ${steps} steps, ${(text.length / 1e6).toFixed(0)} MB; the picture has ${(cockpitFigure(records).length / 1e3).toFixed(0)} kB`,
    columns: ['', 'ms', 'times JSON.parse'],
    rows: Object.entries(time).map(([name, each]) => [name, digits(each), digits(each / peer)]),
  };
}

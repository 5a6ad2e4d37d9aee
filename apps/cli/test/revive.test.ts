import { type Experiment, experiments } from '@hyperprior/experiments';
import { frameFigure } from '@hyperprior/figures';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../src/backend.ts';
import { parseFrame } from '../src/revive.ts';
import { toJson } from '../src/to-json.ts';

beforeAll(async () => void (await startBackend({ backend: 'wasm' })));

/** Settings with which a run is short. */
const short: Record<string, object> = {
  bas: { steps: 2 },
  gbas: { steps: 2 },
  gates: { only: ['bas'], epochs: 1 },
  'channel-gates': { only: ['bas'], targets: [0.4], epochs: 1, ungatedEpochs: 1, channels: [4, 4] },
  alpha: { rates: [0.1, 1], steps: 2, hidden: [4] },
};

test.each(experiments.map((experiment): [string, Experiment] => [experiment.name, experiment]))(
  'frames of %s are drawn from their lines in a file as they were drawn in the run',
  async (name, experiment) => {
    for await (const frame of experiment.run(short[name])) {
      const line = toJson(frame);
      const picture = frameFigure(parseFrame(line));
      expect(picture).toContain('</svg>');
      expect(picture).not.toContain('NaN');
      expect(picture.length).toBeGreaterThan(0.95 * frameFigure(frame).length);
    }
  },
);

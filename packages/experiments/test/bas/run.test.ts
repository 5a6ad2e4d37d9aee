import { golden } from '@hyperprior/golden';
import { expectNoLeak } from '@hyperprior/vitest';
import { describe, expect, test } from 'vitest';
import type { BasConfig, BasFrame, BasResult } from '../../src/index.ts';
import { presetNames, runBas } from '../../src/index.ts';

interface TrainingFile {
  ref_f32: { loss: number[] };
  f64: { loss: number[] };
}

interface Statistics {
  bas: Record<string, { f64_final: number; 'seeds0-9': { min: number; max: number } }>;
}

const goldenName: Record<string, string> = {
  'rb-0.2-0.25': 'rb_0.2_0.25',
  'rb-0.8-0.4': 'rb_0.8_0.4',
  'rb-0.8-0.01': 'rb_0.8_0.01',
  'symbeta-0.9': 'symbeta_0.9',
  'beta-2-6': 'beta_2_6',
  'normal-range-4': 'normal_0.6_0.1_range4',
  'normal-range-1': 'normal_0.6_0.1_range1',
};

async function finish(config: BasConfig, signal?: AbortSignal): Promise<{ frames: BasFrame[]; result: BasResult }> {
  const run = runBas(config, signal);
  const frames: BasFrame[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) return { frames, result: next.value };
    frames.push(next.value);
  }
}

describe('runBas lands where the reference lands', () => {
  test.each(presetNames)('%s', async (preset) => {
    const file = golden<TrainingFile>(`training/bas_${goldenName[preset]}.json`);
    const { result } = await finish({ preset, frames: 1 });
    expect(result.losses.length).toBe(file.f64.loss.length);
    console.log(preset, result.finalLoss, file.f64.loss.at(-1));
    for (const step of [0, 1, 10]) expect(Math.abs(result.losses[step] / file.f64.loss[step] - 1)).toBeLessThan(1e-5);
  });
});

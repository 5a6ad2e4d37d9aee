import * as backends from '@hyperprior/backends';
import * as datasets from '@hyperprior/datasets';
import * as core from '@tensorflow/tfjs-core';
import * as tfjsLayers from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import * as basLossLayers from '../../src/layers/index.ts';
import { exampleWith, runExample } from '../readme-example.ts';

/** Enough to see the gates at their target; the README's run has more. */
const epochs = 5;

it.runIf(core.getBackend() === 'wasm')(
  "the README's gates on digits are accurate, open at the target's share and conditional",
  async () => {
    // The backend is that of the test.
    const code = exampleWith('GatedDense').replace("await selectBackend({ prefer: 'wasm' });", '');
    const printed = await runExample(code.replace('epochs: 20', `epochs: ${epochs}`), {
      '@hyperprior/backends': backends,
      '@hyperprior/bas-loss/layers': basLossLayers,
      '@hyperprior/datasets': datasets,
      '@tensorflow/tfjs-core': core,
      '@tensorflow/tfjs-layers': tfjsLayers,
    });
    const [[, accuracy], [, open, , conditional], [, saved]] = printed.map((line) =>
      line.map((each) => Number.parseInt(String(each), 10)),
    );
    expect(accuracy).toBeGreaterThan(90);
    expect(Math.abs(open - 40)).toBeLessThan(6);
    expect(conditional).toBeGreaterThan(90);
    expect(saved).toBeGreaterThan(35);
  },
);

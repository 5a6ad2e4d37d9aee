import { ready, setBackend } from '@tensorflow/tfjs-core';
import { completeGradients } from '../gradients/complete-gradients.ts';
import { backendLost } from '../lost.ts';
import type { PassedOver } from './backend-error.ts';
import { type Candidate, type LoadOptions, Refusal } from './candidate.ts';
import { probe } from './probe.ts';
import { isStarted, unregister } from './registration.ts';

export type Trial =
  | { readonly accepted: true; readonly device: string; release(): void }
  | ({ readonly accepted: false } & PassedOver);

/** Makes a candidate TF.js's backend and probes it. One that fails leaves nothing behind but its loaded package. */
export async function tryCandidate(candidate: Candidate, options: LoadOptions): Promise<Trial> {
  const { name, tfjsName, startHint } = candidate;
  const wasStarted = isStarted(tfjsName);
  let release = () => {};
  try {
    const loaded = await candidate.load(options);
    release = () => {
      if (wasStarted) return;
      unregister(tfjsName);
      loaded.release?.();
    };
    if (!(await setBackend(tfjsName)))
      throw new Refusal(`TensorFlow.js could not start it${startHint ? `; ${startHint}` : ''}`);
    await ready();
    const lost = backendLost();
    if (lost) throw new Refusal(lost.message);
    await completeGradients();
    const device = await loaded.started();
    await probe();
    return { accepted: true, device, release };
  } catch (error) {
    release();
    return { accepted: false, name, reason: sentence(error) };
  }
}

function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0];
}

import { cpus } from 'node:os';
import { type Candidate, Refusal } from '../candidate.ts';
import { register } from '../registration.ts';
import { requirePackages } from './packages.ts';

const packageName = '@tensorflow/tfjs-backend-cpu';

/** The processor's name, as the system tells it. */
export function processorName(): string {
  return cpus()[0]?.model.trim() || 'an unnamed processor';
}

/** Plain JavaScript: runs everywhere. */
export const cpu: Candidate = {
  name: 'cpu',
  tfjsName: 'cpu',
  isGpu: false,
  async load() {
    requirePackages(packageName);
    if (!(await register('cpu', () => import('@tensorflow/tfjs-backend-cpu'))))
      throw new Refusal(`the package ${packageName} did not register its backend`);
    return { started: () => `JavaScript on ${processorName()}` };
  },
};

import { type Candidate, Refusal } from '../candidate.ts';
import { register } from '../registration.ts';
import { loadPackage } from './load-package.ts';

const packageName = '@tensorflow/tfjs-backend-cpu';

/** Plain JavaScript: runs everywhere. */
export const cpu: Candidate = {
  name: 'cpu',
  tfjsName: 'cpu',
  isGpu: false,
  async load() {
    if (!(await register('cpu', () => loadPackage(packageName, () => import('@tensorflow/tfjs-backend-cpu')))))
      throw new Refusal(`the package ${packageName} did not register its backend`);
    return { started: () => 'JavaScript in this browser' };
  },
};

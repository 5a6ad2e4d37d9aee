import { type Candidate, Refusal } from '../candidate.ts';
import { register } from '../registration.ts';
import { notPartOfPage } from './not-part-of-page.ts';

const packageName = '@tensorflow/tfjs-backend-cpu';

/** Plain JavaScript: runs everywhere. */
export const cpu: Candidate = {
  name: 'cpu',
  tfjsName: 'cpu',
  isGpu: false,
  async load() {
    if (!(await register('cpu', loadPackage)))
      throw new Refusal(`the package ${packageName} did not register its backend`);
    return { started: () => 'JavaScript in this browser' };
  },
};

async function loadPackage() {
  try {
    return await import('@tensorflow/tfjs-backend-cpu');
  } catch (error) {
    throw notPartOfPage(packageName, error);
  }
}

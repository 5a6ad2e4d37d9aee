import { tensor, tidy, type Variable } from '@tensorflow/tfjs-core';

/** The values of variables, read from the device. */
export const valuesOf = (variables: readonly Variable[]): Promise<Float32Array[]> =>
  Promise.all(variables.map(async (each) => Float32Array.from(await each.data())));

/** Sets variables of the same shapes, in the same order. */
export function setValues(variables: readonly Variable[], values: readonly Float32Array[]): void {
  variables.forEach((each, i) => {
    tidy(() => void each.assign(tensor(values[i], each.shape)));
  });
}

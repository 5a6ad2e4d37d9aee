import { engine, type GradSaveFunc, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { isRecording, unrecorded } from '../tape/is-recording.ts';
import { tapeState } from '../tape/tape-node.ts';
import { crossEntropy, withLabels } from './cross-entropy.ts';
import { withDilations } from './dilated-fused.ts';
import type { Stated } from './stated.ts';

/** What `tf.customGrad` is given: the value, and its gradient from what was saved. */
type CustomFunction<T extends Tensor> = (...inputsAndSave: (Tensor | GradSaveFunc)[]) => Stated<T>;

/**
 * Takes the place of `engine().customGrad`, with which TF.js writes logSoftmax and the cross-entropies. A custom
 * gradient may save what it computed on the way, and TF.js takes that for a constant when the gradient is
 * differentiated. Where there will be such a second derivative, the function is therefore run in the open, so that the
 * tape knows how what it saves depends on its inputs; its value still has the gradient that it states.
 * @param isDifferentiatedTwice whether the gradient will be differentiated again; by default if it is nested in another one
 */
export function customGradOfEngine(
  original: ReturnType<typeof engine>['customGrad'],
  isDifferentiatedTwice: () => boolean = () => tapeState().gradientDepth > 1,
) {
  return <T extends Tensor>(f: CustomFunction<T>): ((...inputs: (Tensor | GradSaveFunc)[]) => T) =>
    (...inputs) => {
      const stated = original.bind(engine());
      const run = corrected(f, tapeState().activeScope?.name);
      const isNested = isRecording() && isDifferentiatedTwice();
      if (!isNested) return stated<T>(run)(...inputs);
      let saved: Tensor[] = [];
      const save: GradSaveFunc = (tensors) => {
        saved = tensors;
      };
      const { value, gradFunc } = run(...inputs, save);
      return stated<T>((...inputsAndSave: (Tensor | GradSaveFunc)[]) => {
        const keep = inputsAndSave[inputs.length] as GradSaveFunc;
        keep(saved);
        // Another tensor of the same data, by which `perSample` knows it: a clone would copy it on some backends.
        return { value: unrecorded(() => reshape(value, value.shape) as T), gradFunc };
      })(...inputs);
    };
}

/** The function, with a right gradient in the place of a wrong one that TF.js states for an operation of its own. */
const corrected =
  <T extends Tensor>(f: CustomFunction<T>, operation: string | undefined): CustomFunction<T> =>
  (...inputsAndSave) => {
    const stated = withDilations(() => f(...inputsAndSave));
    return operation === crossEntropy ? withLabels(stated) : stated;
  };

import { engine, type Tensor, Variable } from '@tensorflow/tfjs-core';
import { isRecording } from './is-recording.ts';
import { revived } from './revived.ts';

type Save = (tensors: Tensor[]) => void;

/** How TF.js runs a custom gradient: by functions, not by a registered kernel. */
interface CustomCall {
  readonly forwardFunc?: (backend: unknown, save: Save) => Tensor;
  readonly backwardsFunc?: (dy: Tensor, saved: Tensor[]) => unknown;
  readonly inputs: Readonly<Record<string, Tensor>>;
}

/** The method behind every operation, which TF.js's types hide. */
interface Runner {
  runKernelFunc: (call: CustomCall) => unknown;
}

let isKeeping = false;

/**
 * Keeps the inputs of every custom gradient that is recorded during `work` until its backward pass. A gradient function
 * may close over its input instead of saving it, as that of `tf.logSigmoid` does. TF.js disposes an input that is an
 * intermediate value before the backward pass, which then crashes.
 */
export function keepInputs<Value>(work: () => Value): Value {
  if (isKeeping) return work();
  const runner = engine() as unknown as Runner;
  const isOwn = Object.hasOwn(runner, 'runKernelFunc');
  const { runKernelFunc } = runner;
  runner.runKernelFunc = (call) => runKernelFunc.call(runner, isRecording() ? withInputs(call) : call);
  isKeeping = true;
  try {
    return work();
  } finally {
    isKeeping = false;
    if (isOwn) runner.runKernelFunc = runKernelFunc;
    else Reflect.deleteProperty(runner, 'runKernelFunc');
  }
}

/** The call, with its inputs saved after what it saves itself, and there again in its gradient function. */
function withInputs(call: CustomCall): CustomCall {
  const { forwardFunc, backwardsFunc } = call;
  if (!forwardFunc || !backwardsFunc) return call;
  const inputs = Object.values(call.inputs).filter((input) => !(input instanceof Variable));
  let own: Tensor[] = [];
  let kept: Tensor[] | null = null;
  return {
    ...call,
    forwardFunc(backend, save) {
      const keep: Save = (tensors) => {
        own = tensors;
        kept = [...tensors, ...inputs.filter((input) => !tensors.includes(input))];
        save(kept);
      };
      const value = forwardFunc(backend, keep);
      if (!kept) keep([]);
      return value;
    },
    backwardsFunc(dy, saved) {
      const revivals = inputs.flatMap((tensor) => {
        const values = saved[kept?.indexOf(tensor) ?? -1];
        return values ? [{ tensor, values }] : [];
      });
      return revived(revivals, () => backwardsFunc(dy, saved.slice(0, own.length)));
    },
  };
}

import { engine } from '@tensorflow/tfjs-core';
import { customGradOfEngine } from './custom-grad-of-engine.ts';

/**
 * Runs a computation whose gradient will be differentiated again: its custom gradients, those of TF.js's cross-entropies
 * among them, are recorded with all that they save, whether or not gradients are installed.
 */
export function inTheOpen<Value>(f: () => Value): Value {
  const tfjs = engine();
  const own = Object.getOwnPropertyDescriptor(tfjs, 'customGrad');
  Object.defineProperty(tfjs, 'customGrad', {
    value: customGradOfEngine(tfjs.customGrad, () => true),
    configurable: true,
    writable: true,
  });
  try {
    return f();
  } finally {
    if (own) Object.defineProperty(tfjs, 'customGrad', own);
    else Reflect.deleteProperty(tfjs, 'customGrad');
  }
}

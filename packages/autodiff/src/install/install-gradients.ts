import { holdGradient, registerGradients } from '@hyperprior/backends/gradients';
import { engine, getGradient } from '@tensorflow/tfjs-core';
import { correctedGradients } from '../gradients/corrected-gradients.ts';
import { customGradOfEngine } from './custom-grad-of-engine.ts';
import { gradientsOfEngine } from './gradients-of-engine.ts';

/** What `installGradients` returns. */
export interface InstalledGradients {
  /** Puts TF.js back as it was; a second call does nothing. */
  uninstall(): void;
}

/** Functions that put back the gradients which ours replace, by the kernel's name. */
const putBack = new Map<string, () => void>();
let installed: InstalledGradients | null = null;

/**
 * Corrects TF.js's derivatives and adds those that it lacks, for all of this process or page: second and higher
 * derivatives of everything that TF.js can differentiate, first ones of what it cannot, and derivatives nested in any
 * way. First derivatives that are right keep their values. They stay when `@tensorflow/tfjs-layers`, which
 * brings TF.js's own, is loaded later. Calling it again changes nothing, but for gradients that were replaced by hand.
 * @returns a handle whose `uninstall()` puts TF.js's own gradients and methods back
 */
export function installGradients(): InstalledGradients {
  registerGradients();
  for (const gradient of correctedGradients) {
    const { kernelName } = gradient;
    if (putBack.has(kernelName) && getGradient(kernelName) === gradient) continue;
    putBack.set(kernelName, holdGradient(gradient));
  }
  installed ??= install();
  return installed;
}

function install(): InstalledGradients {
  const tfjs = engine();
  const undoes = [
    replaceMethod(tfjs, 'gradients', () => gradientsOfEngine),
    replaceMethod(tfjs, 'customGrad', customGradOfEngine),
  ];
  const handle = {
    uninstall() {
      if (installed !== handle) return;
      installed = null;
      for (const undo of putBack.values()) undo();
      putBack.clear();
      for (const undo of undoes) undo();
    },
  };
  return handle;
}

/** Replaces a method of the one object that TF.js's own functions call, and tells how to undo it. */
function replaceMethod<Name extends 'gradients' | 'customGrad'>(
  tfjs: ReturnType<typeof engine>,
  name: Name,
  make: (original: ReturnType<typeof engine>[Name]) => ReturnType<typeof engine>[Name],
): () => void {
  const wasOwn = Object.hasOwn(tfjs, name);
  const original = tfjs[name];
  const ours = make(original);
  tfjs[name] = ours;
  return () => {
    // Someone else's, set since, stays.
    if (tfjs[name] !== ours) return;
    if (wasOwn) tfjs[name] = original;
    else Reflect.deleteProperty(tfjs, name);
  };
}

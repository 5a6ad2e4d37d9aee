import { registerGradients } from '@hyperprior/backends/gradients';
import { engine, type GradConfig, getGradient, registerGradient, unregisterGradient } from '@tensorflow/tfjs-core';
import { correctedGradients } from '../gradients/corrected-gradients.ts';
import { customGradOfEngine } from './custom-grad-of-engine.ts';
import { gradientsOfEngine } from './gradients-of-engine.ts';

/** What `installGradients` returns. */
export interface InstalledGradients {
  /** Puts TF.js back as it was; a second call does nothing. */
  uninstall(): void;
}

let installed: InstalledGradients | null = null;

/**
 * Corrects TF.js's derivatives and adds those that it lacks, for all of this process or page: second and higher
 * derivatives of everything that TF.js can differentiate, first ones of what it cannot, and derivatives nested in any
 * way. First derivatives keep their values. Calling it again changes nothing.
 * @returns a handle whose `uninstall()` undoes it
 */
export function installGradients(): InstalledGradients {
  installed ??= install();
  return installed;
}

function install(): InstalledGradients {
  registerGradients();
  const undoes = [...correctedGradients.map(replaceGradient), replaceMethods()];
  return {
    uninstall() {
      if (installed !== this) return;
      installed = null;
      for (const undo of undoes) undo();
    },
  };
}

function replaceGradient(gradient: GradConfig): () => void {
  const { kernelName } = gradient;
  const before = getGradient(kernelName);
  if (before) unregisterGradient(kernelName);
  registerGradient(gradient);
  return () => {
    if (getGradient(kernelName) !== gradient) return;
    unregisterGradient(kernelName);
    if (before) registerGradient(before);
  };
}

/** Methods of the one object that all of TF.js's own functions call. */
function replaceMethods(): () => void {
  const tfjs = engine();
  const { customGrad } = tfjs;
  tfjs.gradients = gradientsOfEngine;
  tfjs.customGrad = customGradOfEngine(customGrad);
  return () => {
    Reflect.deleteProperty(tfjs, 'gradients');
    Reflect.deleteProperty(tfjs, 'customGrad');
  };
}

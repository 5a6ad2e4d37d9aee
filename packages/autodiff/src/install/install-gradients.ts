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

/** What stands in the place of what, by the kernel's name. */
const replaced = new Map<string, GradConfig | undefined>();
let installed: InstalledGradients | null = null;

/**
 * Corrects TF.js's derivatives and adds those that it lacks, for all of this process or page: second and higher
 * derivatives of everything that TF.js can differentiate, first ones of what it cannot, and derivatives nested in any
 * way. First derivatives that are right keep their values. Calling it again changes nothing, but for gradients that a
 * module loaded since then has registered anew.
 * @returns a handle whose `uninstall()` puts TF.js's own gradients and methods back
 */
export function installGradients(): InstalledGradients {
  registerGradients();
  for (const gradient of correctedGradients) replaceGradient(gradient);
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
      for (const gradient of correctedGradients) putBack(gradient);
      for (const undo of undoes) undo();
    },
  };
  return handle;
}

function replaceGradient(gradient: GradConfig): void {
  const { kernelName } = gradient;
  const before = getGradient(kernelName);
  if (before === gradient) return;
  replaced.set(kernelName, before);
  if (before) unregisterGradient(kernelName);
  registerGradient(gradient);
}

function putBack(gradient: GradConfig): void {
  const { kernelName } = gradient;
  // One that was there already is not ours to take away.
  if (!replaced.has(kernelName) || getGradient(kernelName) !== gradient) return;
  const before = replaced.get(kernelName);
  unregisterGradient(kernelName);
  if (before) registerGradient(before);
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

import { type GradConfig, getGradient, registerGradient, unregisterGradient } from '@tensorflow/tfjs-core';

/** A gradient that stays registered, and what it replaces: another that is held, or the last that a module registered. */
interface Held {
  readonly gradient: GradConfig;
  readonly outer: Held | undefined;
  before: GradConfig | undefined;
}

const held = new Map<unknown, Held>();
let isWatched = false;

/**
 * Registers a gradient so that it stays: a module that is loaded later, such as `@tensorflow/tfjs-layers`, brings core's
 * own gradients and would replace it. One that is registered after `unregisterGradient` is a choice, and takes its place.
 * @returns a function that puts back what it replaced
 */
export function holdGradient(gradient: GradConfig): () => void {
  const { kernelName } = gradient;
  const present = getGradient(kernelName);
  const known = held.get(kernelName);
  if (present === gradient && known?.gradient === gradient) return () => {};
  watchRegistry();
  const own: Held = {
    gradient,
    outer: present === known?.gradient ? known : undefined,
    before: present === gradient ? undefined : present,
  };
  replaceBy(gradient);
  held.set(kernelName, own);
  return () => {
    if (held.get(kernelName) !== own) return;
    held.delete(kernelName);
    // One that someone else has registered since stays.
    if (getGradient(kernelName) !== gradient) return;
    unregisterGradient(kernelName);
    const { outer, before } = own;
    const previous = outer?.gradient ?? before;
    if (previous) registerGradient(previous);
    if (outer) held.set(kernelName, outer);
  };
}

function replaceBy(gradient: GradConfig): void {
  held.delete(gradient.kernelName);
  if (getGradient(gradient.kernelName)) unregisterGradient(gradient.kernelName);
  registerGradient(gradient);
}

/** Ignores what is registered over a gradient that is held, but for remembering it. */
function watchRegistry(): void {
  const registry = gradientRegistry();
  if (!registry || isWatched) return;
  isWatched = true;
  const set = registry.set.bind(registry);
  registry.set = (name, gradient) => {
    const known = held.get(name);
    if (!known || registry.get(name) !== known.gradient) return set(name, gradient);
    if (known.gradient !== gradient && isGradient(gradient)) outermost(known).before = gradient;
    return registry;
  };
}

const outermost = (known: Held): Held => (known.outer ? outermost(known.outer) : known);

const isGradient = (value: unknown): value is GradConfig =>
  typeof value === 'object' && value !== null && 'kernelName' in value && 'gradFunc' in value;

/** Map in which TF.js keeps the gradients of all its copies. */
function gradientRegistry(): Map<unknown, unknown> | null {
  const globals: unknown = Reflect.get(globalThis, '_tfGlobals');
  const registry: unknown = globals instanceof Map ? globals.get('gradRegistry') : null;
  return registry instanceof Map ? registry : null;
}

import { type Tensor, util, type Variable, variable, zeros } from '@tensorflow/tfjs-core';

/** As TF.js's optimizers take and give tensors. */
export interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
}

/** The two running means of one variable. */
export interface MomentPair {
  /** Name of the variable they belong to. */
  readonly name: string;
  readonly first: Variable;
  readonly second: Variable;
}

/**
 * Adam's running means, one pair per variable. They are found by the variable's name; after `restore`, by name or,
 * where the names have changed (a model loaded a second time in one process), by order.
 */
export class Moments {
  #pairs = new Map<string, MomentPair>();
  #restored: MomentPair[] = [];

  /** Must be told all names of an update, in their order, before `of` is asked. */
  claim(variables: readonly Variable[]): void {
    const restored = this.#restored;
    if (restored.length === 0) return;
    const known = new Map(restored.map((pair) => [pair.name, pair]));
    const byName = variables.every(({ name }) => known.has(name));
    const claims = variables.map((target, i) => ({ target, pair: byName ? known.get(target.name) : restored[i] }));
    for (const { target, pair } of claims) {
      if (pair && util.arraysEqual(pair.first.shape, target.shape)) continue;
      throw new Error(
        `adam: the restored weights must fit the variables, but there are none of shape [${target.shape}] for '${target.name}'; pass setWeights what getWeights gave for the same model`,
      );
    }
    const taken = new Set<MomentPair>();
    for (const { target, pair } of claims) {
      if (!pair) continue;
      taken.add(pair);
      this.#pairs.set(target.name, { ...pair, name: target.name });
    }
    this.#restored = restored.filter((pair) => !taken.has(pair));
  }

  /** The variable's moments; zeros when it is met for the first time. */
  of(target: Variable): MomentPair {
    const known = this.#pairs.get(target.name);
    if (known) return known;
    const pair = { name: target.name, first: zeroMoment(target.shape), second: zeroMoment(target.shape) };
    this.#pairs.set(target.name, pair);
    return pair;
  }

  /** All first moments, then all second ones, as TF.js saves them. */
  save(): NamedTensor[] {
    const pairs = this.#all();
    return [
      ...pairs.map(({ name, first }) => ({ name: `${name}/m`, tensor: first })),
      ...pairs.map(({ name, second }) => ({ name: `${name}/v`, tensor: second })),
    ];
  }

  /** Goes on from what `save` gave, in place of everything it had; the given tensors stay the caller's. */
  restore(weights: readonly NamedTensor[]): void {
    if (weights.length % 2 !== 0)
      throw new Error(`adam.setWeights: the moments must come in pairs, but got ${weights.length} tensors`);
    const count = weights.length / 2;
    const restored = weights.slice(0, count).map(({ name, tensor }, i) => ({
      name: name.replace(/\/m$/, ''),
      first: variable(tensor, false),
      second: variable(weights[count + i].tensor, false),
    }));
    this.dispose();
    this.#restored = restored;
  }

  dispose(): void {
    for (const { first, second } of this.#all()) {
      first.dispose();
      second.dispose();
    }
    this.#pairs.clear();
    this.#restored = [];
  }

  #all(): MomentPair[] {
    return [...this.#pairs.values(), ...this.#restored];
  }
}

function zeroMoment(shape: number[]): Variable {
  const start = zeros(shape);
  const moment = variable(start, false);
  start.dispose();
  return moment;
}

import {
  bernoulli,
  beta,
  binomial,
  type FamilyPrior,
  kumaraswamy,
  logistic,
  logitNormal,
  mixture,
  normal,
  poisson,
  relaxedBernoulli,
  symmetricBeta,
  truncatedNormal,
  uniform,
} from '@hyperprior/priors';

/** A family that can be named on a command line. */
interface NamedFamily {
  readonly parameters: readonly string[];
  make(...parameters: number[]): FamilyPrior;
}

/** The families by name. */
export const families: Readonly<Record<string, NamedFamily>> = {
  beta: { parameters: ['a', 'b'], make: (a, b) => beta(a, b) },
  'symmetric-beta': { parameters: ['a'], make: (a) => symmetricBeta(a) },
  normal: { parameters: ['mean', 'std'], make: (mean, std) => normal(mean, std) },
  logistic: { parameters: ['location', 'scale'], make: (location, scale) => logistic(location, scale) },
  'relaxed-bernoulli': {
    parameters: ['mean', 'temperature'],
    make: (mean, temperature) => relaxedBernoulli(mean, temperature),
  },
  uniform: { parameters: ['low', 'high'], make: (low, high) => uniform(low, high) },
  kumaraswamy: { parameters: ['a', 'b'], make: (a, b) => kumaraswamy(a, b) },
  'logit-normal': { parameters: ['location', 'scale'], make: (location, scale) => logitNormal(location, scale) },
  'truncated-normal': {
    parameters: ['mean', 'std', 'low', 'high'],
    make: (mean, std, low, high) => truncatedNormal(mean, std, low, high),
  },
};

/** The discrete families by name. Their cdf has no slope to move values by, so that they are described and drawn only. */
export const discreteFamilies: Readonly<Record<string, NamedFamily>> = {
  bernoulli: { parameters: ['mean'], make: (mean) => bernoulli(mean) },
  binomial: { parameters: ['trials', 'probability'], make: (trials, probability) => binomial(trials, probability) },
  poisson: { parameters: ['rate'], make: (rate) => poisson(rate) },
};

/** A prior with the words for it. */
export interface NamedPrior {
  readonly prior: FamilyPrior;
  /** For instance `beta(a = 2, b = 6)`. */
  readonly label: string;
}

/** A prior as text, taken apart. */
interface ParsedPrior extends NamedPrior {
  /** Components of a mixture; a prior that is none is its only component. */
  readonly components: readonly WeightedPrior[];
}

/** Component of a mixture. */
export interface WeightedPrior {
  readonly prior: FamilyPrior;
  readonly weight: number;
}

/** Makes a continuous prior by its family's name. Throws a RangeError that lists the families, or the parameters. */
export function namedPrior(name: string, parameters: readonly number[]): NamedPrior {
  if (Object.hasOwn(discreteFamilies, name))
    throw new RangeError(
      `${name} is a discrete prior, whose cdf is a step function with no slope to move values by; choose one of ${Object.keys(families).join(', ')}`,
    );
  return priorAmong(families, name, parameters);
}

function priorAmong(known: typeof families, name: string, parameters: readonly number[]): NamedPrior {
  if (!Object.hasOwn(known, name))
    throw new RangeError(`unknown prior '${name}'; choose one of ${Object.keys(known).join(', ')}`);
  const family = known[name];
  if (parameters.length !== family.parameters.length)
    throw new RangeError(
      `${name} takes ${family.parameters.length} parameters (${family.parameters.join(', ')}), but got ${parameters.length}`,
    );
  const label = `${name}(${parameters.map((value, k) => `${family.parameters[k]} = ${value}`).join(', ')})`;
  return { prior: family.make(...parameters), label };
}

/** Probability that a prior gives to (0, 1), where the points of a run lie. */
function unitMass({ family, parameters }: FamilyPrior): number {
  const density = family.at(parameters.map(Number));
  const out = new Float64Array(3);
  const [below, upTo] = [0, 1].map((x) => {
    density.cdfValue(x, out);
    return out[0];
  });
  return upTo - below;
}

/** Less than this cannot be told from none by losses in float32. */
const leastMass = 1e-6;

/** Returns the prior. Throws a RangeError if (0, 1) has no part of its mass. */
export function requireUnitMass(named: NamedPrior): NamedPrior {
  if (unitMass(named.prior) >= leastMass) return named;
  throw new RangeError(`${named.label} has no mass in (0, 1), where the points lie`);
}

/**
 * A prior as text: `beta(2, 6)`, or a mixture of them, `0.3 * beta(2, 6) + 0.7 * normal(0.6, 0.1)`.
 * Throws a RangeError where the text is not of that form.
 */
export function parsePrior(text: string): ParsedPrior {
  return parsePriorBy(text, namedPrior);
}

/** A continuous or discrete prior as text, as `parsePrior` takes it. */
export function parseAnyPrior(text: string): ParsedPrior {
  const known = { ...families, ...discreteFamilies };
  return parsePriorBy(text, (name, parameters) => priorAmong(known, name, parameters));
}

function parsePriorBy(text: string, named: typeof namedPrior): ParsedPrior {
  const terms = text.split(/\+(?![^(]*\))/).map((term) => parseTerm(term.trim(), named));
  const components = terms.map(({ prior, weight }) => ({ prior, weight: weight ?? 1 }));
  const [{ prior, label, weight }] = terms;
  if (terms.length === 1 && weight === null) return { prior, label, components };
  const weights = components.map((component) => component.weight);
  return {
    prior: mixture(
      terms.map((term) => term.prior),
      weights,
    ),
    label: terms.map((term, k) => `${weights[k]} ${term.label}`).join(' + '),
    components,
  };
}

function parseTerm(term: string, named: typeof namedPrior): NamedPrior & { weight: number | null } {
  const match = /^(?:([^*()]+)\*)?\s*([a-z-]+)\s*\(([^()]*)\)$/.exec(term);
  if (!match) throw new RangeError(`'${term}' is not a prior; write for instance beta(2, 6)`);
  const [, weight, name, list] = match;
  const parameters = list.split(',').map((value) => parseNumber(value, name));
  return { ...named(name, parameters), weight: weight === undefined ? null : parseNumber(weight, 'a weight') };
}

function parseNumber(text: string, what: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new RangeError(`${what}: '${text.trim()}' is not a number`);
  return value;
}

import type { Tensor1D, Variable } from '@tensorflow/tfjs-core';
import { requireHeld, requireSameShapes } from '../require.ts';
import { sumOf } from '../sum-of.ts';
import { usedOf } from '../tape/path.ts';
import { tidied } from '../tape/tidied.ts';
import type { Capture } from './capture.ts';
import { findParts } from './find-parts.ts';
import { fromDerivatives } from './from-derivatives.ts';
import { fromParts, viewing } from './from-parts.ts';
import { gramMatrix, normsOverAll, outerFactors, sumOfSquares } from './moments.ts';
import type { PerSample } from './quantities.ts';
import { requirePlaces, requireSamples } from './require-losses.ts';
import { requireSeparate } from './require-separate.ts';
import type { SampleGradients } from './sample-gradients.ts';
import { sampleLayouts } from './sample-layouts.ts';
import { unused } from './unused.ts';

/** As `perSample`, of losses that have been captured, and may leave variables unused; who captured them hands them to the scope, or releases them. */
export function perSampleOf(captured: Capture, losses: Tensor1D, variables: readonly Variable[]): PerSample {
  const { nodes } = captured;
  const used = usedOf(nodes, variables, [losses]);
  const layouts = sampleLayouts(nodes, captured.asOperation, losses);
  requireSeparate(nodes, layouts, variables);
  const parts = findParts(captured, layouts, losses, variables);
  const views = viewing(captured);
  const sources = variables.map((variable) => {
    if (!used.has(variable)) return unused(variable, losses.size);
    const own = parts.filter((part) => part.variable === variable);
    return own.length > 0 ? fromParts(variable, own, views) : fromDerivatives(variable, nodes, losses);
  });
  const own = [losses, ...parts.map(({ dy }) => dy)];
  const isHeld = () => captured.isHeld() && own.every(({ isDisposed }) => !isDisposed);
  const samples: PerSample = {
    ...quantities(losses, sources, isHeld),
    get unpenalized() {
      return samples;
    },
    dispose() {
      captured.release();
      for (const tensor of own) tensor.dispose();
    },
  };
  return samples;
}

function quantities(
  losses: Tensor1D,
  sources: readonly SampleGradients[],
  isHeld: () => boolean,
): Omit<PerSample, 'dispose' | 'unpenalized'> {
  const batch = losses.size;
  const variables = sources.map(({ variable }) => variable);
  const measure = <Value>(name: string, work: () => Value): Value => {
    requireHeld(name, 'perSample', isHeld());
    return tidied(work);
  };
  return {
    losses,
    ways: sources.map(({ variable, way }) => ({ variable: variable.name, way })),
    total: () => measure('total', () => sources.map((source) => source.total())),
    project(directions) {
      const all = requireSameShapes('project', 'directions', directions, 'variables', variables);
      return measure('project', () => sumOf(sources.map((source, i) => source.project(all[i]))));
    },
    squaredSum: () => measure('squaredSum', () => sources.map((source) => sumOfSquares(source, batch))),
    norms: () => measure('norms', () => normsOverAll(sources, batch)),
    gram: () => measure('gram', () => sumOf(sources.map((source) => gramMatrix(source, batch)))),
    gradients(from = 0, count = batch - from, only = sources.map((_, i) => i)) {
      requireSamples(from, count, batch);
      requirePlaces(only, sources.length);
      return measure('gradients', () => only.map((i) => sources[i].gradients(from, count)));
    },
    factors: () => measure('factors', () => sources.map(outerFactors)),
  };
}

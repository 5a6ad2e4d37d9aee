import { basLoss } from '@hyperprior/bas-loss';
import { gbas } from '@hyperprior/gbas';
import { beta, logitRelaxedBernoulli } from '@hyperprior/priors';
import { mean, mul, type Scalar, sigmoid, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { read } from '../training/read.ts';
import type { ChannelMethod } from './methods.ts';
import type { ChannelGatesSettings } from './settings.ts';

/** Regularizer of all gates of a network, which sets their sparsity. */
export interface GateRegularizer {
  /** Term added to the cross-entropy: a function of the noise-free gate logits, [batch, gates]. */
  penalty(logits: Tensor): Scalar;
  /** Variables that are learned along with the network. */
  readonly variables: Variable[];
  /** Means of learned priors, one for each gate. */
  priorMeans?(): Promise<Float32Array>;
  dispose(): void;
}

/** a + b of the hyperprior: small, so that some gates may stay open and others closed. */
const spread = 4;

/**
 * Returns the regularizer of a method.
 * @param setting for the priors, the share of samples for which a gate should open; for the penalty, its weight
 */
export function gateRegularizer(
  method: ChannelMethod,
  setting: number,
  { weight, temperature }: Pick<ChannelGatesSettings, 'weight' | 'temperature'>,
  gates: number,
): GateRegularizer {
  switch (method) {
    case 'gbas': {
      const priors = gbas({
        family: logitRelaxedBernoulli,
        slices: gates,
        hyperprior: { mean: beta(spread * setting, spread * (1 - setting)) },
        weights: { hyperprior: 3 },
        initial: { mean: setting },
        // A learned temperature falls to 0, where a prior no longer says how often its gate opens.
        fixed: { temperature },
      });
      return {
        penalty: (logits) => mul(weight, priors.loss(logits).total),
        variables: priors.variables,
        priorMeans: () => means(priors.parameters()),
        dispose: () => priors.dispose(),
      };
    }
    case 'bas': {
      const prior = logitRelaxedBernoulli(setting, temperature);
      return without((logits) => mul(weight, basLoss(logits, prior, { axis: 1 })));
    }
    case 'l0':
      // A gate opens where its logit with logistic noise is above 0: with probability σ(logit).
      return without((logits) => mul(setting, mean<Scalar>(sigmoid(logits))));
  }
}

const without = (penalty: GateRegularizer['penalty']): GateRegularizer => ({
  penalty,
  variables: [],
  dispose: () => {},
});

function means({ mean: values, ...others }: Record<string, Tensor>): Promise<Float32Array> {
  for (const other of Object.values(others)) other.dispose();
  return read(values);
}

/** How a network's gates are trained. */
export type GateVariant = 'plain' | 'l1' | 'mean' | 'bas';

/** The variants in the order in which they are trained and shown. */
export const gateVariants = ['plain', 'l1', 'mean', 'bas'] as const satisfies readonly GateVariant[];

/** Their names for people. */
export const variantLabels: Record<GateVariant, string> = {
  plain: 'Plain gates',
  l1: 'L1 penalty',
  mean: "Each gate's mean",
  bas: 'Batch-Shaping',
};

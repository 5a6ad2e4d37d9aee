import { keep, type NamedTensorMap, reshape, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { isRecording, unrecorded } from '../tape/is-recording.ts';
import { leaveToScope } from '../tape/leave-to-scope.ts';
import { type Recording, record } from '../tape/record.ts';
import { inputsOf, type TapeNode } from '../tape/tape-node.ts';
import { type KernelCall, watchKernels } from '../tape/watch-kernels.ts';
import type { Operation } from './operation.ts';
import { type View, viewOf, viewsThrough } from './view.ts';

/** A kernel call that a variable, or a view of one, went into. */
interface VariableCall {
  readonly operation: Operation;
  /** The inputs that are no variables, kept for as long as the capture lasts. */
  readonly kept: Readonly<Record<string, Tensor>>;
}

/** What has been computed, its tape, and how each variable was used on the way. */
export interface Capture<Value = unknown> extends Recording<Value> {
  readonly calls: readonly VariableCall[];
  asOperation(node: TapeNode): Operation;
  /** The view of a variable that a tensor is. */
  viewIn(tensor: Tensor): View | undefined;
}

/** Runs f once, with the tape on and an eye on the variables. */
export function capture<Value>(f: () => Value, variables: readonly Variable[]): Capture<Value> {
  const watch = new Watch(variables);
  let recording: Recording<Value>;
  try {
    recording = record(() => watchKernels((call) => watch.see(call), f));
  } catch (error) {
    watch.release();
    throw error;
  }
  return {
    ...recording,
    calls: watch.calls,
    asOperation: (node) => watch.operationOf(node),
    viewIn: (tensor) => watch.viewIn(tensor),
    isHeld: () => recording.isHeld() && watch.isHeld(),
    release() {
      recording.release();
      watch.release();
    },
    handToScope() {
      recording.handToScope();
      watch.handToScope();
    },
  };
}

/** Follows the variables through the kernel calls. */
class Watch {
  readonly calls: VariableCall[] = [];
  readonly #views = new Map<number, View>();
  readonly #operations = new Map<number, Operation>();
  /** A fused operation reshapes what its kernel returns: only the data is the same. */
  readonly #fused = new Map<object, Operation>();

  constructor(variables: readonly Variable[]) {
    for (const variable of variables) this.#views.set(variable.id, viewOf(variable));
  }

  see(call: KernelCall): void {
    const { name, inputs: given, attributes, outputs } = call;
    const inputs = Object.fromEntries(inputsOf({ inputs: given }));
    const operation = { kernel: name, attributes, inputs, output: outputs[0] };
    if (isRecording()) for (const { id } of outputs) this.#operations.set(id, operation);
    // On the way to the losses stands not the kernel within a custom gradient, but that gradient, under another name.
    if (fusedKernels.includes(name)) this.#fused.set(outputs[0].dataId, operation);
    const view = Object.values(inputs)
      .map((input) => this.viewIn(input))
      .find(Boolean);
    if (!view) return;
    const through = viewsThrough(view, call);
    if (!through) this.calls.push({ operation, kept: this.#keepOthers(inputs) });
    through?.forEach((each, i) => {
      this.#views.set(outputs[i].id, each);
    });
  }

  operationOf({ kernelName, inputs, outputs }: TapeNode): Operation {
    const [output] = outputs;
    const known = this.#operations.get(output.id) ?? this.#fused.get(output.dataId);
    return known ?? { kernel: kernelName, attributes: {}, inputs, output };
  }

  /** The inputs that are no variables. They would end with the scope of the operation that runs; a reshape copies no data. */
  #keepOthers(inputs: NamedTensorMap): Record<string, Tensor> {
    const others = Object.entries(inputs).filter(([, input]) => !this.viewIn(input));
    return unrecorded(() =>
      Object.fromEntries(others.map(([role, tensor]) => [role, keep(reshape(tensor, tensor.shape))])),
    );
  }

  viewIn({ id }: Tensor): View | undefined {
    return this.#views.get(id);
  }

  isHeld(): boolean {
    return this.calls.every(({ kept }) => Object.values(kept).every(({ isDisposed }) => !isDisposed));
  }

  release(): void {
    for (const { kept } of this.calls) for (const tensor of Object.values(kept)) tensor.dispose();
  }

  handToScope(): void {
    for (const { kept } of this.calls) for (const tensor of Object.values(kept)) leaveToScope(tensor);
  }
}

const fusedKernels = ['_FusedMatMul', 'FusedConv2D', 'FusedDepthwiseConv2D'];

const mostWorkgroups = 65535;

/** How often TF.js's WebGPU backend runs a program. */
export interface WebGpuDispatch {
  readonly workgroupSize: [number, number, number];
  readonly dispatchLayout: { x: number[] };
  readonly dispatch: [number, number, number];
}

/** Once for each element of a shape. */
export function webGpuDispatch(shape: readonly number[]): WebGpuDispatch {
  const size = shape.reduce((product, length) => product * length, 1);
  return {
    workgroupSize: [64, 1, 1],
    dispatchLayout: { x: shape.map((_, axis) => axis) },
    dispatch: workgroups(Math.ceil(size / 64)),
  };
}

/** Along x, and along y where one axis cannot count them all. */
function workgroups(count: number): [number, number, number] {
  if (count <= mostWorkgroups) return [count, 1, 1];
  const side = Math.ceil(Math.sqrt(count));
  return [side, Math.ceil(count / side), 1];
}

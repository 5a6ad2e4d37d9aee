/** The kernels whose output at each place depends on their inputs at that place alone, with broadcasting. */
export const elementwiseKernels: readonly string[] = [
  ...['Abs', 'Acos', 'Acosh', 'Add', 'AddN', 'Asin', 'Asinh', 'Atan', 'Atan2', 'Atanh', 'Ceil', 'ClipByValue', 'Cos'],
  ...['Cosh', 'Elu', 'Equal', 'Erf', 'Exp', 'Expm1', 'Floor', 'FloorDiv', 'FusedBatchNorm', 'Greater', 'GreaterEqual'],
  ...['IsFinite', 'IsInf', 'IsNan', 'LeakyRelu', 'Less', 'LessEqual', 'Log', 'Log1p', 'LogicalAnd', 'LogicalNot'],
  ...['LogicalOr', 'Maximum', 'Minimum', 'Mod', 'Multiply', 'Neg', 'NotEqual', 'OnesLike', 'Pow', 'Prelu', 'RealDiv'],
  ...['Reciprocal', 'Relu', 'Relu6', 'Round', 'Rsqrt', 'Select', 'Selu', 'Sigmoid', 'Sign', 'Sin', 'Sinh', 'Softplus'],
  ...['Sqrt', 'Square', 'SquaredDifference', 'Step', 'Sub', 'Tan', 'Tanh', 'ZerosLike'],
];

/** The kernels that change the shape or the type of a tensor, but not the order of its values. */
export const reshapingKernels: readonly string[] = ['Reshape', 'ExpandDims', 'Identity', 'Cast'];

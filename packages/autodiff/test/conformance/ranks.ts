import { reshape, type Tensor, type Tensor3D, type Tensor4D, type Tensor5D } from '@tensorflow/tfjs-core';

export function rank3(x: Tensor): Tensor3D {
  const [height, width, depth] = x.shape;
  return reshape(x, [height, width, depth]);
}

export function rank4(x: Tensor): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  return reshape(x, [batch, height, width, channels]);
}

export function rank5(x: Tensor): Tensor5D {
  const [batch, depth, height, width, channels] = x.shape;
  return reshape(x, [batch, depth, height, width, channels]);
}

/** Networks to be trained: variables, the losses of the samples of one batch, an optimizer. */
import * as tf from '@tensorflow/tfjs-core';

export function dense(widths, batch) {
  const layers = widths.slice(1).map((width, i) => [weights([widths[i], width]), tf.variable(tf.zeros([width]))]);
  const x = tf.randomUniform([batch, widths[0]]);
  const logits = () =>
    layers.reduce((y, [kernel, bias], i) => tf.add(tf.matMul(i === 0 ? y : tf.relu(y), kernel), bias), x);
  return training(layers.flat(), logits, widths.at(-1), batch);
}

/** Of 28 x 28 pixels: two convolutions, 16 and 32 channels of half the size each, and a dense layer. */
export function convolutional(batch) {
  const [first, second, last] = [weights([5, 5, 1, 16]), weights([3, 3, 16, 32]), weights([7 * 7 * 32, 10])];
  const x = tf.randomUniform([batch, 28, 28, 1]);
  const logits = () => {
    const hidden = tf.relu(tf.conv2d(tf.relu(tf.conv2d(x, first, 2, 'same')), second, 2, 'same'));
    return tf.matMul(tf.reshape(hidden, [batch, -1]), last);
  };
  return training([first, second, last], logits, 10, batch);
}

const weights = (shape) => tf.variable(tf.randomNormal(shape, 0, 0.05));

function training(variables, logitsOf, classes, batch) {
  const labels = tf.oneHot(tf.randomUniform([batch], 0, classes, 'int32'), classes);
  const losses = () => {
    const logits = logitsOf();
    return tf.sub(tf.logSumExp(logits, 1), tf.sum(tf.mul(logits, labels), 1));
  };
  return { variables, losses, optimizer: tf.train.sgd(1e-4) };
}

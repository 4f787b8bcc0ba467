import { expect, test } from 'vitest';
import { createDawnGpu } from './dawn.mjs';

test('TF.js computes and differentiates on WebGPU in Node', async () => {
  await createDawnGpu();
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-core/dist/register_all_gradients');
  await import('@tensorflow/tfjs-backend-webgpu');
  expect(await tf.setBackend('webgpu')).toBe(true);

  const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]));
  expect([...(await product.data())]).toEqual([19, 22, 43, 50]);

  // d/dx of the sum of (x·1)² is 2(x·1)·1ᵀ: row sums 3 and 7, times 2, times the two columns of ones
  const gradient = tf.grad((x) => tf.sum(tf.square(tf.matMul(x, tf.ones([2, 2])))));
  expect([...(await gradient(tf.tensor2d([1, 2, 3, 4], [2, 2])).data())]).toEqual([12, 12, 28, 28]);
});

test('a second call gives the same GPU', async () => {
  expect(await createDawnGpu()).toBe(navigator.gpu);
});

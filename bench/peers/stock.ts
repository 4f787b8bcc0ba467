/** The same model as a TF.js user would write it: variables, `variableGrads`, `tf.train.adam`. Runs on whatever backend is current. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { World } from '../../src/world/types.ts';
import { LARGE, LEARNING_RATE, peerWeights } from '../shape.ts';
import type { Trainer } from '../measure.ts';

export function stockTrainer(world: World, batch: number): Trainer {
  const { features: d, experts: e, expertUnits: u } = LARGE;
  const { train } = world;
  const values = peerWeights();
  const weights = (shape: number[], fanIn: number): tf.Variable =>
    tf.variable(tf.tensor(values(tf.util.sizeFromShape(shape), fanIn), shape));
  // All experts in one product, as anyone who looks for speed would write it.
  const expertW = weights([d, e * u], d);
  const expertB = tf.variable(tf.zeros([e * u]));
  const gateW = [0, 1, 2, 3].map(() => weights([d, e], 2 * d));
  const gateB = [0, 1, 2, 3].map(() => tf.variable(tf.zeros([e])));
  const towerW = [0, 1, 2, 3].map(() => weights([u, 1], 2 * u));
  const towerB = [0, 1, 2, 3].map(() => tf.variable(tf.zeros([1])));
  const variables = [expertW, expertB, ...gateW, ...gateB, ...towerW, ...towerB];
  const optimizer = tf.train.adam(LEARNING_RATE);
  const x = tf.tensor2d(train.features, [train.rows, d]);
  const y = tf.tensor2d(train.labels, [train.rows, 4]);
  let step = 0;

  const loss = (start: number): tf.Scalar => {
    const xb = tf.slice(x, [start, 0], [batch, d]);
    const yb = tf.slice(y, [start, 0], [batch, 4]);
    const experts = tf.reshape(tf.relu(tf.add(tf.matMul(xb, expertW), expertB)), [batch, e, u]);
    const losses = [0, 1, 2, 3].map((k) => {
      const gate = tf.softmax(tf.add(tf.matMul(xb, gateW[k]), gateB[k]));
      const mixed = tf.sum(tf.mul(experts, tf.expandDims(gate, 2)), 1);
      const out = tf.add(tf.matMul(mixed, towerW[k]), towerB[k]);
      const label = tf.slice(yb, [0, k], [batch, 1]);
      return k % 2 === 0
        ? tf.mean(tf.sub(tf.softplus(out), tf.mul(out, label)))
        : tf.mul(0.5, tf.mean(tf.square(tf.sub(out, label))));
    });
    return tf.addN(losses) as tf.Scalar;
  };

  return {
    async steps(count) {
      for (let i = 0; i < count; i++) {
        const start = (step++ * batch) % (train.rows - batch + 1);
        const { value, grads } = tf.variableGrads(() => loss(start), variables);
        optimizer.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
        tf.dispose(grads);
        // One value read back at the end is what makes sure that everything before it was computed.
        if (i === count - 1) await value.data();
        value.dispose();
      }
    },
    dispose() {
      tf.dispose([x, y, ...variables]);
      optimizer.dispose();
    },
  };
}

/** The same model in jax-js, the whole step in one `jit`. Its optimizer package is not in the registry, so Adam is written here. */
import {
  blockUntilReady,
  defaultDevice,
  init,
  jit,
  nn,
  numpy as np,
  valueAndGrad,
  type Array as JaxArray,
} from '@jax-js/jax';
import type { World } from '../../src/world/types.ts';
import { LARGE, LEARNING_RATE, peerWeights } from '../shape.ts';
import type { Trainer } from '../measure.ts';

const { features: d, experts: e, expertUnits: u } = LARGE;
/** Syncing every ten steps is its best: less often, memory grows; more often, it waits. */
const SYNC_EVERY = 10;

type Params = {
  expertW: JaxArray;
  expertB: JaxArray;
  gateW: JaxArray;
  gateB: JaxArray;
  towerW: JaxArray;
  towerB: JaxArray;
};
type State = { params: Params; m: Params; v: Params };
const NAMES = ['expertW', 'expertB', 'gateW', 'gateB', 'towerW', 'towerB'] as const;

/** Sum of the four task losses. x [B, D], y [B, 4]. */
function loss(p: Params, x: JaxArray, y: JaxArray): JaxArray {
  const [b] = x.shape;
  const experts = nn.relu(np.matmul(x.ref, p.expertW).add(p.expertB)).reshape([b, 1, e, u]);
  const gates = nn.softmax(np.matmul(x, p.gateW).add(p.gateB).reshape([b, 4, e]), -1);
  const mixed = np.sum(experts.mul(gates.reshape([b, 4, e, 1])), 2);
  const out = np.sum(mixed.mul(p.towerW), -1).add(p.towerB);
  const binary = np.array([1, 0, 1, 0]);
  const regression = np.array([0, 1, 0, 1]);
  const crossEntropy = nn.softplus(out.ref).sub(out.ref.mul(y.ref));
  const squared = np.square(out.sub(y)).mul(0.5);
  return np.sum(crossEntropy.mul(binary).add(squared.mul(regression))).div(b);
}

const stepOf = jit((state: State, x: JaxArray, y: JaxArray, correction: JaxArray): State => {
  const { params, m, v } = state;
  const keep = Object.fromEntries(NAMES.map((name) => [name, params[name].ref])) as Params;
  const [value, grads] = valueAndGrad(loss)(params, x, y) as [JaxArray, Params];
  value.dispose();
  const next: State = { params: {} as Params, m: {} as Params, v: {} as Params };
  for (const name of NAMES) {
    const g = grads[name];
    const m1 = m[name].mul(0.9).add(g.ref.mul(0.1));
    const v1 = v[name].mul(0.999).add(np.square(g).mul(0.001));
    next.params[name] = keep[name].sub(m1.ref.mul(correction.ref).div(np.sqrt(v1.ref).add(1e-8)));
    next.m[name] = m1;
    next.v[name] = v1;
  }
  correction.dispose();
  return next;
});

/** @returns false where jax-js cannot start the device */
export async function jaxDevice(device: 'wasm' | 'webgpu'): Promise<boolean> {
  const available = await init(device);
  if (!available.includes(device)) return false;
  defaultDevice(device);
  return true;
}

export function jaxTrainer(world: World, batch: number): Trainer {
  const { train } = world;
  const values = peerWeights();
  const weights = (shape: number[], fanIn: number): JaxArray =>
    np
      .array(
        values(
          shape.reduce((a, b) => a * b, 1),
          fanIn,
        ),
      )
      .reshape(shape);
  const shapes: Record<(typeof NAMES)[number], number[]> = {
    expertW: [d, e * u],
    expertB: [e * u],
    gateW: [d, 4 * e],
    gateB: [4 * e],
    towerW: [4, u],
    towerB: [4],
  };
  const tree = (of: (shape: number[], name: string) => JaxArray): Params =>
    Object.fromEntries(NAMES.map((name) => [name, of(shapes[name], name)])) as Params;
  const zero = (shape: number[]): JaxArray => np.zeros(shape);
  let state: State = {
    params: tree((shape, name) => (name.endsWith('B') ? zero(shape) : weights(shape, shape[0]))),
    m: tree(zero),
    v: tree(zero),
  };
  const batches = Math.floor(train.rows / batch);
  const xs = Array.from({ length: batches }, (_, i) =>
    np.array(train.features.slice(i * batch * d, (i + 1) * batch * d)).reshape([batch, d]),
  );
  const ys = Array.from({ length: batches }, (_, i) =>
    np.array(train.labels.slice(i * batch * 4, (i + 1) * batch * 4)).reshape([batch, 4]),
  );
  let step = 0;
  return {
    async steps(count) {
      for (let i = 0; i < count; i++) {
        const at = step % batches;
        step++;
        const correction = np.array((LEARNING_RATE * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step));
        state = stepOf(state, xs[at].ref, ys[at].ref, correction);
        if (step % SYNC_EVERY === 0 || i === count - 1) await blockUntilReady(state);
      }
    },
    dispose() {
      for (const part of [state.params, state.m, state.v]) for (const name of NAMES) part[name].dispose();
      for (const array of [...xs, ...ys]) array.dispose();
    },
  };
}

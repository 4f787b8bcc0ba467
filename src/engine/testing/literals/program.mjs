// Trains the tiny populations of cases.mjs and prints what every engine must have after no, one and three steps:
//
//   node scripts/literals.mjs   (writes stored/numbers.json)
//
// It shares no code with the app: its own random draws, its own order of the parameters, and derivatives by a tape of scalars. Sources: Zhao et
// al. 2019, section 4; Ma et al. 2018, section 4; Ganin et al. 2016, section 4.2; Duchi et al. 2011; Kingma and Ba 2015.
import { CASES, DATA } from './cases.mjs';
import { batchOf, normals, usable, workerOf } from './draws.mjs';

/** @typedef {import('./cases.mjs').Case} Case */
/** @typedef {import('./cases.mjs').Replica} Replica */
/** @typedef {import('./cases.mjs').Log['rows'][number]} Row */
/** @typedef {{ v: number, g: number, from: { to: Node, d: number }[] }} Node a value, its gradient, and its derivatives by what it was made from */

/** The parameters' blocks in their order: shape, what its deviation is, and its number among all kinds of blocks, which numbers its draws. @param {Case} c */
function blocksOf({ model }) {
  const { features: d, sharedUnits: h, experts: e, expertUnits: u, towerUnits: t, kind, biasHandling } = model;
  const f = h || d;
  const g = { mmoe: 4, omoe: 1, 'shared-bottom': 0 }[kind];
  return [
    { name: 'Ws', count: d * h, deviation: Math.sqrt(2 / d) },
    { name: 'bs', count: h, deviation: 0 },
    { name: 'P', count: biasHandling === 'input-feature' ? 30 * h : 0, deviation: 0 },
    { name: 'We', count: e * f * u, deviation: Math.sqrt(2 / f) },
    { name: 'be', count: e * u, deviation: 0 },
    { name: 'Wg', count: g * f * e, deviation: Math.sqrt(1 / f) },
    { name: 'bg', count: g * e, deviation: 0 },
    { name: 'W1', count: 4 * u * t, deviation: Math.sqrt(2 / u) },
    { name: 'b1', count: 4 * t, deviation: 0 },
    { name: 'W2', count: 4 * (t || u), deviation: Math.sqrt(1 / (t || u)) },
    { name: 'b2', count: 4, deviation: 0 },
    { name: 'Wa', count: biasHandling === 'adversarial' ? h * 9 : 0, deviation: Math.sqrt(1 / h) },
    { name: 'ba', count: biasHandling === 'adversarial' ? 9 : 0, deviation: 0 },
    { name: 'S', count: biasHandling === 'shallow-tower' ? 30 : 0, deviation: 0 },
  ]
    .map((block, number) => ({ ...block, number }))
    .filter(({ count }) => count > 0);
}

/** @param {Case} c @param {Replica} replica @returns {Record<string, number[]>} */
function initial(c, replica) {
  return Object.fromEntries(
    blocksOf(c).map(({ name, count, deviation, number }) => {
      const scale = deviation * (name === 'Wg' ? replica.gateInitScale : replica.initScale);
      const drawn = normals(replica.seeds.init, number, count).map((z) => (deviation > 0 ? Math.fround(scale * z) : 0));
      const one = count / c.model.experts;
      // Weights of what a gate may not use are 0: Wg is made of a matrix a gate, whose columns are its experts.
      const perGate = (c.model.sharedUnits || c.model.features) * c.model.experts;
      const seen = (/** @type {number} */ i) => usable(c.model, Math.floor(i / perGate))[i % c.model.experts];
      if (name === 'Wg' && c.model.visible) return [name, drawn.map((value, i) => (seen(i) ? value : 0))];
      return [name, name === 'We' && replica.identicalExperts ? drawn.map((_, i) => drawn[i % one]) : drawn];
    }),
  );
}

// ---- a tape of scalars

/** @param {number} v @param {{ to: Node, d: number }[]} from @returns {Node} */
const node = (v, from = []) => ({ v, g: 0, from });
/** @param {Node[]} nodes */
const sum = (nodes) =>
  node(
    nodes.reduce((total, { v }) => total + v, 0),
    nodes.map((to) => ({ to, d: 1 })),
  );
/** @param {Node} a @param {Node} b */
const times = (a, b) => node(a.v * b.v, [{ to: a, d: b.v }, { to: b, d: a.v }]); // prettier-ignore
/** @param {Node} a @param {number} by @param {number} back what its gradient is multiplied by */
const scaled = (a, by, back = by) => node(a.v * by, [{ to: a, d: back }]);
/** @param {Node} a */
const relu = (a) => {
  if (Math.abs(a.v) < 1e-3) throw new Error('too near to a kink: choose another seed');
  return node(Math.max(0, a.v), [{ to: a, d: a.v > 0 ? 1 : 0 }]);
};
/** Over those that are kept. @param {Node[]} z @param {boolean[]} kept */
function softmax(z, kept) {
  const parts = z.map(({ v }, i) => (kept[i] ? Math.exp(v) : 0));
  const total = parts.reduce((a, b) => a + b, 0);
  const p = parts.map((part) => part / total);
  return p.map((value, i) =>
    node(
      value,
      z.map((to, j) => ({ to, d: value * ((i === j ? 1 : 0) - p[j]) })),
    ),
  );
}
/** @param {Node} a */
const log = (a) => node(Math.log(a.v), [{ to: a, d: 1 / a.v }]);
/** x·W[index] + b[index], W made of matrices [x.length, width]. @param {Node[]} x @param {Node[]} w @param {Node[]} b @param {number} width */
const affine = (x, w, b, width, index = 0) =>
  Array.from({ length: width }, (_, m) =>
    sum([b[index * width + m], ...x.map((value, f) => times(value, w[(index * x.length + f) * width + m]))]),
  );

/** Adds to every gradient that `root` depends on. @param {Node} root */
function backward(root) {
  /** @type {Node[]} */
  const order = [];
  const seen = new Set();
  /** @param {Node} at */
  const visit = (at) => {
    if (seen.has(at)) return;
    seen.add(at);
    for (const { to } of at.from) visit(to);
    order.push(at);
  };
  visit(root);
  root.g = 1;
  for (const at of order.reverse()) for (const { to, d } of at.from) to.g += d * at.g;
}

// ---- the model

/** @param {Case} c @param {Record<string, Node[]>} p @param {Row} row @param {number} position 0 = missing @param {boolean[][]} kept */
function forward({ model }, p, row, position, kept) {
  const { sharedUnits, experts: e, expertUnits: u, towerUnits: t } = model;
  const place = 10 * row.device + position;
  let h = row.x.map((v) => node(v));
  if (sharedUnits > 0) {
    const a = affine(h, p.Ws, p.bs, sharedUnits);
    h = a.map((value, i) => relu(p.P ? sum([value, p.P[place * sharedUnits + i]]) : value));
  }
  const experts = Array.from({ length: e }, (_, i) => affine(h, p.We, p.be, u, i).map(relu));
  const gates = kept.map((of, g) => softmax(affine(h, p.Wg, p.bg, e, g), of));
  const weights = [0, 1, 2, 3].map((k) => gates[gates.length === 4 ? k : 0] ?? [node(1)]);
  const outputs = weights.map((weight, k) => {
    const mixed = Array.from({ length: u }, (_, i) => sum(experts.map((expert, j) => times(weight[j], expert[i]))));
    const last = t > 0 ? affine(mixed, p.W1, p.b1, t, k).map(relu) : mixed;
    const [tower] = affine(last, p.W2, p.b2, 1, k);
    return k === 0 && p.S ? sum([tower, p.S[place]]) : tower;
  });
  return { h, weights, outputs };
}

/** Click and like are binary, watch time and rating are not. @param {Node} output @param {number} label @param {number} k */
function taskLoss(output, label, k) {
  if (k % 2 === 1) {
    const off = sum([output, node(-label)]);
    return scaled(times(off, off), 0.5);
  }
  const [yes, no] = softmax([output, node(0)], [true, true]);
  return scaled(sum([scaled(log(yes), label), scaled(log(no), 1 - label)]), -1);
}

/** Gradient of a step's loss at `at`. @param {Case} c @param {Replica} replica @param {Record<string, number[]>} at @param {number} step */
function gradient(c, replica, at, step) {
  const p = Object.fromEntries(Object.entries(at).map(([name, values]) => [name, values.map((v) => node(v))]));
  const { rows } = DATA[replica.data].train;
  const lambda = replica.adversarialWeight * Math.min(1, step / (c.training.steps / 2));
  const gates = { mmoe: 4, omoe: 1, 'shared-bottom': 0 }[c.model.kind];
  const losses = batchOf(c, replica, step, rows.length, gates).flatMap(({ row, dropped, kept }) => {
    const position = dropped ? 0 : rows[row].position;
    const { h, outputs } = forward(c, p, rows[row], position, kept);
    const parts = outputs.flatMap((output, k) => {
      const label = rows[row].labels[k];
      return label === null ? [] : [scaled(taskLoss(output, label, k), replica.taskWeights[k] / c.training.batch)];
    });
    if (p.Wa && position > 0) {
      const reversed = h.map((value) => scaled(value, 1, -lambda));
      const guess = softmax(affine(reversed, p.Wa, p.ba, 9), Array(9).fill(true));
      parts.push(scaled(log(guess[position - 1]), -1 / c.training.batch));
    }
    return parts;
  });
  backward(sum(losses));
  return Object.fromEntries(
    Object.entries(p).map(([name, nodes]) => [name, nodes.map(({ v, g }) => g + (name === 'S' ? 0 : replica.l2 * v))]),
  );
}

// ---- training

/** @typedef {{ theta: Record<string, number[]>, first: Record<string, number[]>, second: Record<string, number[]>, held: Record<string, number[]>[] }} Trained */

/** @param {Record<string, number[]>} of @param {number} value */
const filled = (of, value) =>
  Object.fromEntries(Object.entries(of).map(([name, { length }]) => [name, Array(length).fill(value)]));

/** @param {Case} c @param {Replica} replica @returns {Trained} */
function start(c, replica) {
  const theta = initial(c, replica);
  const held = replica.workers > 1 ? Array.from({ length: replica.workers }, () => structuredClone(theta)) : [];
  return { theta, first: filled(theta, c.training.optimizer === 'adagrad' ? 0.1 : 0), second: filled(theta, 0), held };
}

/** @param {Case} c @param {Replica} replica @param {Trained} trained @param {number} step */
function take(c, replica, { theta, first, second, held }, step) {
  const { optimizer, steps, decayTo } = c.training;
  const worker = workerOf(replica, step);
  const g = gradient(c, replica, held[worker] ?? theta, step);
  const done = Math.min(1, step / steps);
  for (const name of Object.keys(theta)) {
    const factor = name === 'S' ? replica.tableRate : name === 'Wg' || name === 'bg' ? replica.gateRate : 1;
    const rate = replica.learningRate * ((1 - done) * 1 + done * decayTo) * factor;
    g[name].forEach((slope, i) => {
      let move = slope;
      if (optimizer === 'adagrad') {
        first[name][i] += slope ** 2;
        move = slope / (Math.sqrt(first[name][i]) + 1e-7);
      } else if (optimizer === 'adam') {
        first[name][i] = 0.9 * first[name][i] + 0.1 * slope;
        second[name][i] = 0.999 * second[name][i] + 0.001 * slope ** 2;
        const mean = first[name][i] / (1 - 0.9 ** (step + 1));
        move = mean / (Math.sqrt(second[name][i] / (1 - 0.999 ** (step + 1))) + 1e-8);
      }
      theta[name][i] -= rate * move;
    });
  }
  if (held.length > 0) held[worker] = structuredClone(theta);
}

// ---- what is printed

/** Blocks one after the other, each padded to a multiple of four. @param {Record<string, number[]>} vectors @param {number} padding */
const flat = (vectors, padding = 0) =>
  Object.values(vectors).flatMap((values) => [...values, ...Array((4 - (values.length % 4)) % 4).fill(padding)]);

/** As a checkpoint has it. @param {Case} c @param {Trained[]} all */
function stateOf(c, all) {
  const most = Math.max(...all.map(({ held }) => held.length));
  return all.flatMap(({ theta, first, second, held }) => {
    const own = flat(theta);
    const moments = { sgd: [], adagrad: flat(first, 0.1), adam: [...flat(first), ...flat(second)] }[
      c.training.optimizer
    ];
    return [...own, ...moments, ...held.flatMap((of) => flat(of)), ...Array((most - held.length) * own.length).fill(0)];
  });
}

/** @param {Case} c @param {Replica} replica @param {Trained} trained */
function measured(c, replica, { theta }) {
  const p = Object.fromEntries(Object.entries(theta).map(([name, values]) => [name, values.map((v) => node(v))]));
  const { rows } = DATA[replica.data].heldOut;
  const all = Array(c.model.experts).fill(true);
  const own = [0, 1, 2, 3].map((gate) => usable(c.model, gate));
  const kept = { mmoe: own, omoe: [all], 'shared-bottom': [] }[c.model.kind];
  const answers = rows.map((row) => forward(c, p, row, row.position, kept));
  return {
    loss: [0, 1, 2, 3].map((k) => {
      const seen = rows.flatMap(({ labels }, i) => {
        const label = labels[k];
        return label === null ? [] : [taskLoss(answers[i].outputs[k], label, k).v * (k % 2 === 1 ? 2 : 1)];
      });
      return seen.reduce((a, b) => a + b, 0) / seen.length;
    }),
    utilization: [0, 1, 2, 3].flatMap((k) =>
      all.map((_, e) => answers.reduce((total, { weights }) => total + weights[k][e].v, 0) / rows.length),
    ),
    served: rows.flatMap((row) => forward(c, p, row, 0, kept).outputs.map(({ v }) => v)),
  };
}

/** Nine digits: more than single precision has. @param {unknown} _ @param {unknown} value */
const short = (_, value) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value);

/** @param {Case} c */
export function run(c) {
  const all = c.replicas.map((replica) => start(c, replica));
  const states = [stateOf(c, all)];
  for (let step = 0; step < 3; step++) {
    c.replicas.forEach((replica, r) => take(c, replica, all[r], step));
    states.push(stateOf(c, all));
  }
  return {
    name: c.name,
    states: { 0: states[0], 1: states[1], 3: states[3] },
    evaluation: c.replicas.map((replica, r) => measured(c, replica, all[r])),
  };
}

/** @returns the text of stored/numbers.json: an array, a case a line */
export const printed = () => `[\n${CASES.map((c) => JSON.stringify(run(c), short)).join(',\n')}\n]\n`;

// Trains the tiny populations of cases.mjs and prints what every engine must have after no, one and three steps:
//
//   node scripts/literals.mjs   (writes stored/numbers.json)
//
// It shares no code with the app: its own random draws, its own order of the parameters, and derivatives by a tape of scalars. Sources: Zhao et
// al. 2019, section 4; Ma et al. 2018, section 4; Ganin et al. 2016, section 4.2; Duchi et al. 2011; Kingma and Ba 2015; of the cures: Shazeer et al.
// 2017, section 4; Fedus et al. 2021, equation 4; Zoph et al. 2022, equation 5; Wang et al. 2024, algorithm 1; Ba et al. 2016; Pascanu et al. 2013;
// Zhang et al. 2016.
import { CASES } from './cases.mjs';
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
    ...['bias', 'mean', 'top'].map((name) => ({ name, count: model.balance ? g * e : 0, deviation: 0 })),
  ]
    .map((block, number) => ({ ...block, number }))
    .filter(({ count }) => count > 0);
}

/** @param {Case} c @param {Replica} replica @returns {Record<string, number[]>} */
function initial(c, replica) {
  const even = (/** @type {number} */ i) => {
    const may = usable(c.model, Math.floor(i / c.model.experts));
    return may[i % c.model.experts] ? 1 / may.filter(Boolean).length : 0;
  };
  return Object.fromEntries(
    blocksOf(c).map(({ name, count, deviation, number }) => {
      const scale = deviation * (name === 'Wg' ? replica.gateInitScale : replica.initScale);
      const drawn = normals(replica.seeds.init, number, count).map((z) => (deviation > 0 ? Math.fround(scale * z) : 0));
      if (name === 'mean' || name === 'top') return [name, drawn.map((_, i) => even(i))];
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
const times = (a, b) => node(a.v * b.v, [{ to: a, d: b.v }, { to: b, d: a.v }]); // oxfmt-ignore
/** @param {Node} a @param {number} by @param {number} back what its gradient is multiplied by */
const scaled = (a, by, back = by) => node(a.v * by, [{ to: a, d: back }]);
/** @param {Node} a */
const relu = (a) => {
  if (Math.abs(a.v) < 1e-3) throw new Error('too near to a kink: choose another seed');
  return node(Math.max(0, a.v), [{ to: a, d: a.v > 0 ? 1 : 0 }]);
};
/** Of what they would be at any size, the shares of those that are kept. @param {Node[]} parts @param {boolean[]} kept */
function shares(parts, kept) {
  const total = sum(parts.filter((_, i) => kept[i]));
  const inverse = made(total, 1 / total.v, -1 / total.v ** 2);
  return parts.map((part, i) => (kept[i] ? times(part, inverse) : node(0)));
}
/** @param {Node} a @param {number} value @param {number} slope */
const made = (a, value, slope) => node(value, [{ to: a, d: slope }]);
/** @param {Node} a */
const exp = (a) => made(a, Math.exp(a.v), Math.exp(a.v));
/** @param {Node} a */
const tanh = (a) => made(a, Math.tanh(a.v), 1 - Math.tanh(a.v) ** 2);
/** @param {Node} a */
const logistic = (a) => {
  const value = 1 / (1 + Math.exp(-a.v));
  return made(a, value, value * (1 - value));
};
/** @param {Node} a */
const swish = (a) => times(a, logistic(a));
/** @param {Node} a */
const leaky = (a) => sum([scaled(relu(a), 0.99), scaled(a, 0.01)]);
/** @param {Node[]} a */
function layerNorm(a) {
  const mean = scaled(sum(a), 1 / a.length);
  const off = a.map((value) => sum([value, scaled(mean, -1)]));
  const variance = sum([node(1e-5), scaled(sum(off.map((value) => times(value, value))), 1 / a.length)]);
  const inverse = made(variance, variance.v ** -0.5, -0.5 * variance.v ** -1.5);
  return off.map((value) => times(value, inverse));
}
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

const ACTIVATIONS = { relu, leaky, swish };

/** What a gate's weights are made of, and they. @param {Case} c @param {Record<string, Node[]>} p @param {Node[]} h @param {number} g @param {Way} way */
function gate({ model, training }, p, h, g, { kept, noise, cures, step }) {
  const { temperature = 1, annealing = 0, cap = 0, gateKind = 'softmax', noise: deviation = 0 } = cures;
  const done = annealing > 0 ? Math.min(1, step / (annealing * training.steps)) : 0;
  const logits = affine(h, p.Wg, p.bg, model.experts, g).map((z, e) => {
    const moved = [z, node(deviation * (noise?.[g][e] ?? 0))];
    if (p.bias) moved.push(p.bias[g * model.experts + e]);
    const all = sum(moved);
    return scaled(
      cap > 0 ? scaled(tanh(scaled(all, 1 / cap)), cap) : all,
      1 / (temperature + (1 - temperature) * done),
    );
  });
  return { logits, weights: shares(logits.map(gateKind === 'sigmoid' ? logistic : exp), kept[g]) };
}

/** @typedef {{ kept: boolean[][], noise?: number[][], cures: Partial<import('./cases.mjs').Cures>, step: number }} Way how an example goes through a model */

/** @param {Case} c @param {Record<string, Node[]>} p @param {Row} row @param {number} position 0 = missing @param {Way} way */
function forward(c, p, row, position, way) {
  const { model } = c;
  const { sharedActivation = 'relu', expertActivation = 'relu', layerNorm: normed = false } = way.cures;
  const { sharedUnits, experts: e, expertUnits: u, towerUnits: t } = model;
  const place = 10 * row.device + position;
  let h = row.x.map((v) => node(v));
  if (sharedUnits > 0) {
    const a = affine(h, p.Ws, p.bs, sharedUnits);
    h = a.map((value, i) => ACTIVATIONS[sharedActivation](p.P ? sum([value, p.P[place * sharedUnits + i]]) : value));
  }
  const experts = Array.from({ length: e }, (_, i) => {
    const a = affine(h, p.We, p.be, u, i);
    return (normed ? layerNorm(a) : a).map(ACTIVATIONS[expertActivation]);
  });
  const gates = way.kept.map((_, g) => gate(c, p, h, g, way));
  const weights = [0, 1, 2, 3].map((k) => gates[gates.length === 4 ? k : 0]?.weights ?? [node(1)]);
  const outputs = weights.map((weight, k) => {
    const mixed = Array.from({ length: u }, (_, i) => sum(experts.map((expert, j) => times(weight[j], expert[i]))));
    const last = t > 0 ? affine(mixed, p.W1, p.b1, t, k).map(relu) : mixed;
    const [tower] = affine(last, p.W2, p.b2, 1, k);
    return k === 0 && p.S ? sum([tower, p.S[place]]) : tower;
  });
  return { h, gates, weights, outputs };
}

/** Whether a task's labels are numbers: where a model does not say, those of watch time and rating are. @param {Case} c @param {number} k */
const isNumber = ({ model: { kinds } }, k) => (kinds ? kinds[k] === 'regression' : k % 2 === 1);

/** @param {Case} c @param {Node} output @param {number} label @param {number} k */
function taskLoss(c, output, label, k) {
  if (isNumber(c, k)) {
    const off = sum([output, node(-label)]);
    return scaled(times(off, off), 0.5);
  }
  const [yes, no] = softmax([output, node(0)], [true, true]);
  return scaled(sum([scaled(log(yes), label), scaled(log(no), 1 - label)]), -1);
}

/** The losses on one example's gate, times the batch. @param {Case} c @param {Replica} replica @param {Record<string, number[]>} at @param {ReturnType<typeof gate>} of @param {number} g @param {boolean[]} kept */
function gateLoss({ model }, { cures = {} }, at, { logits, weights }, g, kept) {
  const { importance = 0, switchLoss = 0, entropy = 0, zLoss = 0, logitL2 = 0 } = cures;
  const may = usable(model, g).filter(Boolean).length;
  const own = (/** @type {string} */ name, /** @type {number} */ e) => at[name]?.[g * model.experts + e] ?? 0;
  const parts = weights.flatMap((w, e) => {
    if (!kept[e]) return [];
    const push = may * (2 * importance * own('mean', e) + switchLoss * own('top', e));
    return [scaled(w, push), scaled(times(w, log(w)), entropy), scaled(times(logits[e], logits[e]), logitL2)];
  });
  const total = log(sum(logits.filter((_, e) => kept[e]).map(exp)));
  return sum([...parts, scaled(times(total, total), zLoss)]);
}

/** Mean weights of a batch, and how often each was the largest. @param {Node[][][]} examples [example][gate][expert] */
function batchShares(examples) {
  const flat = examples.map((gates) => gates.flatMap((weights) => weights.map(({ v }) => v)));
  const first = examples.map((gates) =>
    gates.flatMap((weights) => {
      const largest = weights.reduce((best, { v }, e) => (v > weights[best].v ? e : best), 0);
      return weights.map((_, e) => (e === largest ? 1 : 0));
    }),
  );
  const mean = (/** @type {number[][]} */ rows) =>
    (rows[0] ?? []).map((_, i) => rows.reduce((total, row) => total + row[i], 0) / rows.length);
  return { mean: mean(flat), top: mean(first) };
}

/** Gradient of a step's loss at `at`, and what its gates did. @param {Case} c @param {Replica} replica @param {Record<string, number[]>} at @param {number} step */
function gradient(c, replica, at, step) {
  const p = Object.fromEntries(Object.entries(at).map(([name, values]) => [name, values.map((v) => node(v))]));
  const { rows } = c.data[replica.data].train;
  const lambda = replica.adversarialWeight * Math.min(1, step / (c.training.steps / 2));
  const gates = { mmoe: 4, omoe: 1, 'shared-bottom': 0 }[c.model.kind];
  /** @type {Node[][][]} */
  const examples = [];
  const losses = batchOf(c, replica, step, rows.length, gates).flatMap(({ row, dropped, kept, noise }) => {
    const position = dropped ? 0 : rows[row].position;
    const seen = forward(c, p, rows[row], position, { kept, noise, cures: replica.cures ?? {}, step });
    const { h, outputs } = seen;
    examples.push(seen.gates.map(({ weights }) => weights));
    const parts = outputs.flatMap((output, k) => {
      const label = rows[row].labels[k];
      return label === null ? [] : [scaled(taskLoss(c, output, label, k), replica.taskWeights[k] / c.training.batch)];
    });
    seen.gates.forEach((of, g) => {
      parts.push(scaled(gateLoss(c, replica, at, of, g, kept[g]), 1 / c.training.batch));
    });
    if (p.Wa && position > 0) {
      const reversed = h.map((value) => scaled(value, 1, -lambda));
      const guess = softmax(affine(reversed, p.Wa, p.ba, 9), Array(9).fill(true));
      parts.push(scaled(log(guess[position - 1]), -1 / c.training.batch));
    }
    return parts;
  });
  backward(sum(losses));
  const slopes = Object.entries(p)
    .filter(([name]) => !MEMORY.includes(name))
    .map(([name, nodes]) => [name, nodes.map(({ v, g }) => g + (name === 'S' ? 0 : replica.l2 * v))]);
  return { slopes: clipped(Object.fromEntries(slopes), replica.cures?.clip ?? 0), did: batchShares(examples) };
}

/** Blocks that no gradient trains. */
const MEMORY = ['bias', 'mean', 'top'];

/** @param {Record<string, number[]>} slopes @param {number} limit @returns {Record<string, number[]>} */
function clipped(slopes, limit) {
  const norm = Math.sqrt(
    Object.values(slopes)
      .flat()
      .reduce((total, slope) => total + slope ** 2, 0),
  );
  if (limit === 0 || norm <= limit) return slopes;
  return Object.fromEntries(
    Object.entries(slopes).map(([name, values]) => [name, values.map((slope) => (slope / norm) * limit)]),
  );
}

// ---- training

/** @typedef {{ theta: Record<string, number[]>, first: Record<string, number[]>, second: Record<string, number[]>, held: Record<string, number[]>[], pushed: number[] }} Trained pushed: each worker's last step */

/** @param {Record<string, number[]>} of @param {number} value */
const filled = (of, value) =>
  Object.fromEntries(Object.entries(of).map(([name, { length }]) => [name, Array(length).fill(value)]));

/** @param {Case} c @param {Replica} replica @returns {Trained} */
function start(c, replica) {
  const theta = initial(c, replica);
  const held = replica.workers > 1 ? Array.from({ length: replica.workers }, () => structuredClone(theta)) : [];
  return {
    theta,
    first: filled(theta, c.training.optimizer === 'adagrad' ? 0.1 : 0),
    second: filled(theta, 0),
    held,
    pushed: held.map(() => -1),
  };
}

/** A replica's rate at a step. @param {Case} c @param {Replica} replica @param {number} step @param {number} stale updates since its worker's snapshot */
function rateOf(c, { learningRate, cures = {} }, step, stale) {
  const done = Math.min(1, step / c.training.steps);
  const decayed = (/** @type {number} */ to) => (1 - done) * 1 + done * to;
  const warm = cures.warmUp ? Math.min(1, (step + 1) / cures.warmUp) : 1;
  const rate = learningRate * decayed(c.training.decayTo) * decayed(cures.decayTo ?? 1) * warm;
  return cures.stalenessAware ? rate / Math.max(1, stale) : rate;
}

/** What gates keep of a step. @param {Case} c @param {Replica} replica @param {Record<string, number[]>} theta @param {{ mean: number[], top: number[] }} did */
function remember(c, { cures = {} }, theta, did) {
  if (cures.importance) theta.mean = did.mean;
  if (cures.switchLoss) theta.top = did.top;
  did.mean.forEach((mean, i) => {
    const may = usable(c.model, Math.floor(i / c.model.experts));
    const excess = mean - 1 / may.filter(Boolean).length;
    if (cures.lossFree && may[i % c.model.experts] && Math.abs(excess) > 1e-6)
      theta.bias[i] -= cures.lossFree * Math.sign(excess);
  });
}

/** @param {Case} c @param {Replica} replica @param {Trained} trained @param {number} step */
function take(c, replica, { theta, first, second, held, pushed }, step) {
  const { optimizer } = c.training;
  const worker = workerOf(replica, step);
  const { slopes: g, did } = gradient(c, replica, held[worker] ?? theta, step);
  const plain = rateOf(c, replica, step, held.length > 0 ? step - 1 - pushed[worker] : 0);
  for (const name of Object.keys(g)) {
    const factor = name === 'S' ? replica.tableRate : name === 'Wg' || name === 'bg' ? replica.gateRate : 1;
    const rate = plain * factor;
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
  remember(c, replica, theta, did);
  if (held.length === 0) return;
  held[worker] = structuredClone(theta);
  pushed[worker] = step;
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

/** After three steps; the loss of a task without labels is NaN, which JSON has as null. @param {Case} c @param {Replica} replica @param {Trained} trained */
function measured(c, replica, { theta }) {
  const p = Object.fromEntries(Object.entries(theta).map(([name, values]) => [name, values.map((v) => node(v))]));
  const { rows } = c.data[replica.data].heldOut;
  const all = Array(c.model.experts).fill(true);
  const own = [0, 1, 2, 3].map((gate) => usable(c.model, gate));
  const kept = { mmoe: own, omoe: [all], 'shared-bottom': [] }[c.model.kind];
  const way = { kept, cures: replica.cures ?? {}, step: 3 };
  const answers = rows.map((row) => forward(c, p, row, row.position, way));
  return {
    loss: [0, 1, 2, 3].map((k) => {
      const seen = rows.flatMap(({ labels }, i) => {
        const label = labels[k];
        return label === null ? [] : [taskLoss(c, answers[i].outputs[k], label, k).v * (isNumber(c, k) ? 2 : 1)];
      });
      return seen.reduce((a, b) => a + b, 0) / seen.length;
    }),
    utilization: [0, 1, 2, 3].flatMap((k) =>
      all.map((_, e) => answers.reduce((total, { weights }) => total + weights[k][e].v, 0) / rows.length),
    ),
    served: rows.flatMap((row) => forward(c, p, row, 0, way).outputs.map(({ v }) => v)),
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

// The tiny populations of the literal numbers, and their logs.

/** @typedef {{ rows: { x: number[], device: number, position: number, labels: (number | null)[] }[] }} Log null = not observed */
/** @typedef {{ init: number, dropout: number, batch: number }} Seeds */
/**
 * @typedef {{ data: number, seeds: Seeds, learningRate: number, gateDropout: number, positionDropout: number, workers: number, l2: number,
 *   taskWeights: number[], initScale: number, gateInitScale: number, identicalExperts: boolean, tableRate: number, gateRate: number,
 *   adversarialWeight: number, cures?: Partial<Cures> }} Replica
 */
/**
 * @typedef {{ sharedActivation: 'relu' | 'leaky' | 'swish', expertActivation: 'relu' | 'leaky' | 'swish', layerNorm: boolean,
 *   gateKind: 'softmax' | 'sigmoid', importance: number, switchLoss: number, entropy: number, zLoss: number, logitL2: number, lossFree: number,
 *   temperature: number, annealing: number, cap: number, noise: number, clip: number, stalenessAware: boolean, warmUp: number, decayTo: number }} Cures
 */
/** @typedef {{ kind: 'mmoe' | 'omoe' | 'shared-bottom', kinds?: ('binary' | 'regression')[], features: number, sharedUnits: number, experts: number, visible?: number[], balance?: true, expertUnits: number, towerUnits: number, biasHandling: 'none' | 'input-feature' | 'adversarial' | 'shallow-tower' }} Model */
/** @typedef {{ steps: number, batch: number, optimizer: 'sgd' | 'adagrad' | 'adam', decayTo: number, mask: 'example' | 'batch' }} Training */
/** @typedef {{ train: Log, heldOut: Log }} Data */
/** @typedef {{ name: string, model: Model, training: Training, replicas: Replica[], data: Data[] }} Case */

/** Training logs of five and four rows, held-out logs of two; every number is exact in single precision. @type {Data[]} */
const DATA = [
  {
    train: {
      rows: [
        { x: [0.5, -1.25, 0.75], device: 0, position: 1, labels: [1, 0.5, 0, null] },
        { x: [-0.75, 0.25, 1.5], device: 1, position: 3, labels: [0, -1.25, null, 0.75] },
        { x: [1.25, 0.5, -0.5], device: 2, position: 9, labels: [1, 0.25, 1, -0.5] },
        { x: [-1.5, -0.5, 0.25], device: 0, position: 2, labels: [0, null, 0, 1.5] },
        { x: [0.25, 1.75, 1], device: 0, position: 1, labels: [null, 1, 1, 0.25] },
      ],
    },
    heldOut: {
      rows: [
        { x: [0.75, -0.5, 1.25], device: 1, position: 1, labels: [1, -0.5, 0, 0.5] },
        { x: [-1, 1.5, -0.25], device: 0, position: 2, labels: [0, 0.75, null, -1] },
      ],
    },
  },
  {
    train: {
      rows: [
        { x: [1, 1.5, -0.25], device: 1, position: 4, labels: [0, 0.25, 1, 0] },
        { x: [-0.5, 0.75, 0.5], device: 2, position: 1, labels: [1, 2, 0, null] },
        { x: [0.25, -1, 2], device: 0, position: 5, labels: [1, -0.75, null, 1] },
        { x: [-1.25, -0.25, -1.5], device: 1, position: 1, labels: [0, 1, 1, 0.5] },
      ],
    },
    heldOut: {
      rows: [
        { x: [0.5, 0.5, 0.5], device: 2, position: 1, labels: [0, 1, 1, 0] },
        { x: [-0.25, 1, -1.75], device: 1, position: 4, labels: [1, -0.25, 0, 1.25] },
      ],
    },
  },
];

/** Inputs past a quad of whatever is a power of two, exact too. @param {number} row */
const wide = (row) => Array.from({ length: 65 }, (_, i) => (((7 * i + 5 * row) % 17) - 8) / 8);

/** Labels of a regression, of two binary tasks, and of a task that there is not. @type {Data[]} */
const WIDE = [
  {
    train: {
      rows: [
        { x: wide(1), device: 0, position: 2, labels: [0.5, 1, 0, null] },
        { x: wide(2), device: 0, position: 1, labels: [-1.5, 0, 1, null] },
        { x: wide(3), device: 2, position: 4, labels: [null, 1, 1, null] },
      ],
    },
    heldOut: {
      rows: [
        { x: wide(4), device: 0, position: 1, labels: [0.25, 1, 1, null] },
        { x: wide(5), device: 1, position: 0, labels: [-1, 0, 0, null] },
      ],
    },
  },
];

/** @type {Model} */
const MODEL = {
  kind: 'mmoe',
  features: 3,
  sharedUnits: 4,
  experts: 2,
  expertUnits: 3,
  towerUnits: 0,
  biasHandling: 'shallow-tower',
};
/** @type {Training} */
const TRAINING = { steps: 4, batch: 2, optimizer: 'sgd', decayTo: 1, mask: 'example' };
/** @type {Replica} */
const REPLICA = {
  data: 0,
  seeds: { init: 33, dropout: 34, batch: 35 },
  learningRate: 0.25,
  gateDropout: 0,
  positionDropout: 0,
  workers: 1,
  l2: 0,
  taskWeights: [1, 0.5, 2, 0.75],
  initScale: 1,
  gateInitScale: 1,
  identicalExperts: false,
  tableRate: 1,
  gateRate: 1,
  adversarialWeight: 0.5,
};

/** @param {string} name @param {{ model?: Partial<Model>, training?: Partial<Training>, replicas?: Partial<Replica>[], data?: Data[] }} changes @returns {Case} */
const a = (name, { model, training, replicas = [{}], data = DATA } = {}) => ({
  name,
  model: { ...MODEL, ...model },
  training: { ...TRAINING, ...training },
  replicas: replicas.map((replica) => ({ ...REPLICA, ...replica })),
  data,
});

/** @type {Case[]} */
export const CASES = [
  a('sgd'),
  a('adagrad', { training: { optimizer: 'adagrad' } }),
  a('adam', { training: { optimizer: 'adam' }, replicas: [{ learningRate: 0.0625 }] }),
  a('learning-rate decay', { training: { decayTo: 0.25 } }),
  a('learning-rate decay that has ended', { training: { steps: 1, decayTo: 0.5 } }),
  a('L2, from which the table is exempt', { replicas: [{ l2: 0.5, gateInitScale: 2 }] }),
  a('rates of the table and of the gates', {
    training: { optimizer: 'adagrad' },
    replicas: [{ tableRate: 4, gateRate: 0.5 }],
  }),
  // The weight grows over the first three of six steps, and has ended its growth at the third of the others.
  a('adversary', { model: { biasHandling: 'adversarial' }, training: { steps: 6 }, replicas: [{ l2: 0.25 }] }),
  a('adversary whose ramp has ended', {
    model: { biasHandling: 'adversarial' },
    training: { steps: 2, optimizer: 'adam' },
    replicas: [{ positionDropout: 0.5, learningRate: 0.0625 }],
  }),
  a('position as input', { model: { biasHandling: 'input-feature' }, replicas: [{ positionDropout: 0.5, l2: 0.25 }] }),
  a('position dropout of the table', { replicas: [{ positionDropout: 0.5, learningRate: 0.5 }] }),
  a('one gate mask an example', { model: { biasHandling: 'none', experts: 3 }, replicas: [{ gateDropout: 0.5 }] }),
  a('one gate mask a batch', { training: { mask: 'batch' }, replicas: [{ gateDropout: 0.5 }] }),
  // Click may use the experts 0 and 1, watch time 1 alone, like 0 and 2, rating all.
  a('gates that may not use every expert', {
    model: { experts: 3, visible: [3, 2, 5, 7] },
    replicas: [{ gateDropout: 0.75, l2: 0.25, seeds: { init: 40, dropout: 34, batch: 35 } }],
  }),
  a('the same without dropout', {
    model: { experts: 3, visible: [3, 2, 5, 7] },
    training: { optimizer: 'adam' },
    replicas: [{ seeds: { init: 40, dropout: 34, batch: 35 } }],
  }),
  a('one gate for all tasks', { model: { kind: 'omoe', towerUnits: 3 }, replicas: [{ gateDropout: 0.75 }] }),
  a('shared bottom', {
    model: { kind: 'shared-bottom', experts: 1, towerUnits: 2 },
    training: { optimizer: 'adagrad' },
  }),
  a('no shared layer', { model: { sharedUnits: 0, expertUnits: 2 }, training: { optimizer: 'adam' } }),
  // Labels of 0 and 1 are numbers too.
  a('four regressions', { model: { kinds: ['regression', 'regression', 'regression', 'regression'] } }),
  a('65 inputs, a regression, two binary tasks, and one that is not there', {
    model: { features: 65, kinds: ['regression', 'binary', 'binary', 'regression'], sharedUnits: 0, kind: 'omoe' },
    training: { optimizer: 'adagrad' },
    replicas: [{ taskWeights: [1, 0.5, 2, 0], gateDropout: 0.25 }],
    data: WIDE,
  }),
  a('equal experts', { replicas: [{ identicalExperts: true, initScale: 0.75 }] }),
  a('asynchronous workers', {
    replicas: [
      { workers: 2, l2: 0.25 },
      { data: 1, seeds: { init: 43, dropout: 44, batch: 45 }, learningRate: 0.125, taskWeights: [0.5, 1, 0, 1] },
    ],
  }),
  a('asynchronous workers and adam', {
    training: { optimizer: 'adam', batch: 3, decayTo: 0.5 },
    replicas: [
      { workers: 3, learningRate: 0.0625, gateDropout: 0.25 },
      { workers: 2, data: 1, seeds: { init: 43, dropout: 44, batch: 45 }, learningRate: 0.03125 },
    ],
  }),
  a('balanced gates: by importance, by the largest weight, by a bias', {
    model: { experts: 3, visible: [7, 3, 6, 7], balance: true },
    training: { optimizer: 'adagrad', batch: 3 },
    replicas: [
      { workers: 2, gateDropout: 0.25, cures: { importance: 0.5, switchLoss: 0.25, lossFree: 0.125, noise: 0.5 } },
      { data: 1, seeds: { init: 43, dropout: 44, batch: 45 } },
    ],
  }),
  a('losses on logits and weights, cooled and capped', {
    model: { experts: 3 },
    replicas: [
      {
        gateInitScale: 2,
        cures: { entropy: 0.5, zLoss: 0.25, logitL2: 0.125, temperature: 3, annealing: 0.5, cap: 1.5, clip: 0.75 },
      },
      {
        data: 1,
        seeds: { init: 43, dropout: 44, batch: 45 },
        gateDropout: 0.25,
        cures: { gateKind: 'sigmoid', entropy: 0.25, logitL2: 0.25, temperature: 0.5, warmUp: 4, decayTo: 0.5 },
      },
    ],
  }),
  a('activations, layer norm and staleness', {
    model: { kind: 'omoe', balance: true, towerUnits: 2, biasHandling: 'adversarial' },
    training: { optimizer: 'adagrad' },
    replicas: [
      {
        workers: 3,
        positionDropout: 0.5,
        cures: { sharedActivation: 'swish', expertActivation: 'leaky', stalenessAware: true, importance: 0.25 },
      },
      {
        data: 1,
        seeds: { init: 43, dropout: 44, batch: 45 },
        cures: { sharedActivation: 'leaky', expertActivation: 'swish', layerNorm: true, clip: 0.5, lossFree: 0.25 },
      },
    ],
  }),
];

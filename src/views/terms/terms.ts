/** The terms of the page: where each is at home, its formula and its source. Their words are in i18n, area `glossary`. */
import type { Area } from '../../i18n/areas.ts';
import type { Chapter } from '../../run/labState.ts';
import type { measures, model } from './formulas.mjs';

export const TERM_GROUPS = ['model', 'gates', 'data', 'bias', 'serving', 'training', 'statistics'] as const;
type TermGroup = (typeof TERM_GROUPS)[number];

export type FormulaName = keyof typeof model | keyof typeof measures;

/** Keys of `glossary.source`. */
type Source =
  | 'zhao4'
  | 'zhao42'
  | 'zhao52'
  | 'zhao53'
  | 'ma'
  | 'ma32'
  | 'here'
  | 'textbook'
  | 'glorot'
  | 'shannon'
  | 'hill'
  | 'ganin'
  | 'richardson'
  | 'joachims'
  | 'hanley'
  | 'jarvelin'
  | 'naeini'
  | 'wilson'
  | 'fisher'
  | 'student'
  | 'dunn'
  | 'duchi'
  | 'kingma'
  | 'caruana'
  | 'zhou'
  | 'tang3'
  | 'tang4'
  | 'waudby'
  | 'singh'
  | 'gini'
  | 'shazeer'
  | 'fedus'
  | 'wang'
  | 'zoph'
  | 'ba'
  | 'ramachandran'
  | 'maas'
  | 'pascanu'
  | 'goyal'
  | 'zhang'
  | 'hinton';

export interface TermEntry {
  group: TermGroup;
  source: Source;
  /** Where it is seen at work. */
  chapter: Chapter;
  /** The picture there: its name, by area and key. */
  card?: readonly [Area, string];
  formula?: FormulaName;
}

const network = ['network', 'name'] as const;
const weights = ['charts', 'gates.name'] as const;
const impression = ['gates', 'one.name'] as const;
const verdict = ['charts', 'polarization.name'] as const;
const curves = ['charts', 'curves.name'] as const;
const learned = ['charts', 'bias.name'] as const;
const treatments = ['bias', 'treatments.name'] as const;
const rates = ['polarization', 'rates.name'] as const;
const costs = ['polarization', 'costs.name'] as const;
const list = ['serve', 'list.name'] as const;
const price = ['cures', 'pareto.name'] as const;
const closely = ['cures', 'one.name'] as const;

const experiment = ['live', 'course.name'] as const;
const nulls = ['live', 'null.name'] as const;

const entries = {
  task: { group: 'model', source: 'zhao4', chapter: 'train', card: network },
  expert: { group: 'model', source: 'ma', chapter: 'train', card: network, formula: 'expertsH' },
  gate: { group: 'model', source: 'ma', chapter: 'gates', card: weights, formula: 'mixture' },
  gateWeight: { group: 'model', source: 'ma', chapter: 'gates', card: weights, formula: 'weights' },
  gateLogit: { group: 'model', source: 'ma', chapter: 'gates', card: impression, formula: 'logitsH' },
  softmax: { group: 'model', source: 'textbook', chapter: 'gates', card: impression, formula: 'softmax' },
  mixture: { group: 'model', source: 'ma', chapter: 'gates', card: impression, formula: 'mixture' },
  mmoe: { group: 'model', source: 'ma', chapter: 'train', card: network, formula: 'mixture' },
  omoe: { group: 'model', source: 'ma', chapter: 'train', card: network, formula: 'oneMixture' },
  sharedBottom: { group: 'model', source: 'caruana', chapter: 'train', card: network, formula: 'bottomMixture' },
  cgc: { group: 'model', source: 'tang4', chapter: 'train', card: network, formula: 'ownMixture' },
  ple: { group: 'model', source: 'tang4', chapter: 'train', card: network },
  ownExpert: { group: 'model', source: 'tang4', chapter: 'train', card: network },
  sharedExpert: { group: 'model', source: 'tang4', chapter: 'train', card: network },
  seesaw: { group: 'model', source: 'tang3', chapter: 'compare', card: ['compare', 'seesaw.name'] },
  compression: { group: 'model', source: 'textbook', chapter: 'compare', card: ['compare', 'compress.name'] },
  tower: { group: 'model', source: 'zhao4', chapter: 'train', card: network, formula: 'output' },
  shallowTower: {
    group: 'model',
    source: 'zhao4',
    chapter: 'position-bias',
    card: learned,
    formula: 'placedProbability',
  },
  sharedLayer: { group: 'model', source: 'zhao4', chapter: 'train', card: network, formula: 'shared' },
  unit: { group: 'model', source: 'textbook', chapter: 'train', card: network },
  activation: { group: 'model', source: 'textbook', chapter: 'train', card: network },
  relu: { group: 'model', source: 'glorot', chapter: 'train', card: network, formula: 'relu' },
  leakyRelu: { group: 'model', source: 'maas', chapter: 'train', card: network, formula: 'leakyRelu' },
  swish: { group: 'model', source: 'ramachandran', chapter: 'train', card: network, formula: 'swish' },
  layerNorm: { group: 'model', source: 'ba', chapter: 'train', card: network, formula: 'layerNorm' },
  parameter: { group: 'model', source: 'textbook', chapter: 'train', card: network },
  norm: { group: 'model', source: 'textbook', chapter: 'train', card: network },

  utilization: {
    group: 'gates',
    source: 'zhao52',
    chapter: 'gates',
    card: ['gates', 'heat.name'],
    formula: 'utilization',
  },
  effectiveEach: { group: 'gates', source: 'hill', chapter: 'gates', card: weights, formula: 'effectiveEach' },
  effectiveMean: { group: 'gates', source: 'hill', chapter: 'gates', card: weights, formula: 'effectiveMean' },
  entropy: { group: 'gates', source: 'shannon', chapter: 'gates', card: weights, formula: 'entropy' },
  polarized: { group: 'gates', source: 'zhao52', chapter: 'polarization', card: rates, formula: 'polarized' },
  dominated: { group: 'gates', source: 'here', chapter: 'polarization', card: rates, formula: 'dominated' },
  oneHot: { group: 'gates', source: 'here', chapter: 'polarization', card: rates },
  deadExpert: { group: 'gates', source: 'zhao52', chapter: 'polarization', card: rates, formula: 'deadExpert' },
  gateDropout: { group: 'gates', source: 'zhao52', chapter: 'train', card: verdict, formula: 'dropout' },
  cure: { group: 'gates', source: 'here', chapter: 'cures', card: price },
  lossFree: { group: 'gates', source: 'wang', chapter: 'cures', card: price, formula: 'lossFree' },
  importanceLoss: { group: 'gates', source: 'shazeer', chapter: 'cures', card: price, formula: 'importanceLoss' },
  switchLoss: { group: 'gates', source: 'fedus', chapter: 'cures', card: price, formula: 'switchLoss' },
  entropyBonus: { group: 'gates', source: 'textbook', chapter: 'cures', card: price, formula: 'entropyBonus' },
  zLoss: { group: 'gates', source: 'zoph', chapter: 'cures', card: price, formula: 'zLoss' },
  temperature: { group: 'gates', source: 'hinton', chapter: 'gates', card: impression, formula: 'tempered' },
  logitCap: { group: 'gates', source: 'textbook', chapter: 'gates', card: impression, formula: 'capped' },
  gateNoise: { group: 'gates', source: 'shazeer', chapter: 'cures', card: price, formula: 'gateNoise' },
  sigmoidGate: { group: 'gates', source: 'textbook', chapter: 'gates', card: impression, formula: 'weightsSigmoid' },
  contribution: { group: 'gates', source: 'here', chapter: 'cures', card: closely },
  healedGate: { group: 'gates', source: 'here', chapter: 'cures', card: closely },
  paretoFront: { group: 'statistics', source: 'textbook', chapter: 'cures', card: price },
  mcnemar: { group: 'statistics', source: 'textbook', chapter: 'cures', card: closely },
  mask: { group: 'gates', source: 'here', chapter: 'polarization', card: ['polarization', 'sweep.name'] },
  models: { group: 'gates', source: 'here', chapter: 'train', card: verdict },
  overlap: { group: 'gates', source: 'here', chapter: 'gates', card: ['gates', 'agree.name'], formula: 'overlap' },
  ablation: { group: 'gates', source: 'textbook', chapter: 'gates', card: ['gates', 'ablation.name'] },

  impression: { group: 'data', source: 'zhao4', chapter: 'data' },
  query: { group: 'data', source: 'zhao4', chapter: 'data' },
  candidate: { group: 'data', source: 'zhao4', chapter: 'serve', card: list },
  feature: { group: 'data', source: 'zhao4', chapter: 'data', formula: 'xDrawn' },
  label: { group: 'data', source: 'zhao4', chapter: 'data' },
  heldOut: { group: 'data', source: 'textbook', chapter: 'train', card: curves },
  engagement: { group: 'data', source: 'zhao4', chapter: 'gates', card: ['gates', 'sharing.name'] },
  satisfaction: { group: 'data', source: 'zhao4', chapter: 'gates', card: ['gates', 'sharing.name'] },
  utility: { group: 'data', source: 'ma32', chapter: 'data', formula: 'utility' },
  sine: { group: 'data', source: 'ma32', chapter: 'data', formula: 'utility' },
  phase: { group: 'data', source: 'ma32', chapter: 'data', formula: 'utility' },
  cosine: { group: 'data', source: 'ma32', chapter: 'data', formula: 'cosine' },
  log: { group: 'data', source: 'zhao4', chapter: 'data' },
  loggingPolicy: { group: 'data', source: 'zhao4', chapter: 'data', formula: 'score' },
  randomness: { group: 'data', source: 'here', chapter: 'data', formula: 'score' },
  misalignment: { group: 'data', source: 'here', chapter: 'data', formula: 'score' },
  quantile: { group: 'data', source: 'here', chapter: 'position-bias' },
  world: { group: 'data', source: 'here', chapter: 'data' },

  positionBias: {
    group: 'bias',
    source: 'zhao4',
    chapter: 'position-bias',
    card: ['bias', 'why.name'],
    formula: 'additive',
  },
  relevance: {
    group: 'bias',
    source: 'zhao4',
    chapter: 'position-bias',
    card: ['bias', 'why.name'],
    formula: 'additive',
  },
  clickModel: {
    group: 'bias',
    source: 'joachims',
    chapter: 'position-bias',
    card: ['bias', 'assumption.name'],
    formula: 'additive',
  },
  examination: {
    group: 'bias',
    source: 'richardson',
    chapter: 'position-bias',
    card: ['bias', 'assumption.name'],
    formula: 'examination',
  },
  logit: { group: 'bias', source: 'textbook', chapter: 'position-bias', card: learned, formula: 'logit' },
  centred: { group: 'bias', source: 'here', chapter: 'position-bias', card: learned, formula: 'centred' },
  missing: { group: 'bias', source: 'zhao4', chapter: 'position-bias', card: ['bias', 'missing.name'] },
  positionDropout: { group: 'bias', source: 'zhao4', chapter: 'position-bias', card: ['bias', 'missing.name'] },
  serving: { group: 'serving', source: 'zhao4', chapter: 'serve', card: ['serve', 'positions.name'] },
  identifiability: { group: 'bias', source: 'here', chapter: 'position-bias' },
  bestTable: { group: 'bias', source: 'here', chapter: 'position-bias', card: ['bias', 'assumption.name'] },
  inputFeature: {
    group: 'bias',
    source: 'zhao53',
    chapter: 'position-bias',
    card: treatments,
    formula: 'sharedPlaced',
  },
  adversarial: { group: 'bias', source: 'ganin', chapter: 'position-bias', card: treatments, formula: 'adversary' },
  feedbackLoop: { group: 'bias', source: 'zhao4', chapter: 'loop', card: ['loop', 'rounds.name'] },
  standingBoost: { group: 'bias', source: 'here', chapter: 'loop', card: ['loop', 'rounds.name'] },
  unknownBias: { group: 'bias', source: 'zhao4', chapter: 'loop', card: ['unknown', 'search.name'] },
  falseAlarm: { group: 'statistics', source: 'textbook', chapter: 'loop', card: ['unknown', 'rates.name'] },
  irrelevantTrait: { group: 'bias', source: 'here', chapter: 'loop', card: ['loop', 'shown.name'] },
  exposure: { group: 'bias', source: 'singh', chapter: 'loop', card: ['loop', 'shown.name'] },
  warmStart: { group: 'training', source: 'textbook', chapter: 'loop', card: ['loop', 'rounds.name'] },
  gini: { group: 'statistics', source: 'gini', chapter: 'loop', card: ['loop', 'rounds.name'] },
  treatment: { group: 'bias', source: 'zhao53', chapter: 'position-bias', card: treatments },
  ctr: { group: 'bias', source: 'textbook', chapter: 'position-bias', card: learned },

  combinedScore: { group: 'serving', source: 'zhao42', chapter: 'serve', card: list },
  tradeOff: { group: 'serving', source: 'zhao42', chapter: 'serve', card: ['serve', 'trade.name'] },
  pointWise: { group: 'serving', source: 'zhao4', chapter: 'serve', card: ['serve', 'cost.name'] },
  pairWise: { group: 'serving', source: 'zhao4', chapter: 'serve', card: ['serve', 'cost.name'] },
  listWise: { group: 'serving', source: 'zhao4', chapter: 'serve', card: ['serve', 'cost.name'] },
  diversity: { group: 'serving', source: 'zhao4', chapter: 'serve', card: ['serve', 'diversity.name'] },

  loss: { group: 'training', source: 'zhao4', chapter: 'train', card: curves },
  crossEntropy: { group: 'training', source: 'zhao4', chapter: 'train', card: curves, formula: 'crossEntropy' },
  squaredError: { group: 'training', source: 'zhao4', chapter: 'train', card: curves, formula: 'squaredError' },
  taskWeight: { group: 'training', source: 'zhao4', chapter: 'gates', card: ['gates', 'sharing.name'] },
  step: { group: 'training', source: 'textbook', chapter: 'train', card: curves },
  batch: { group: 'training', source: 'textbook', chapter: 'train', card: curves },
  gradient: { group: 'training', source: 'textbook', chapter: 'train', card: curves },
  optimizer: { group: 'training', source: 'textbook', chapter: 'train' },
  sgd: { group: 'training', source: 'textbook', chapter: 'train', formula: 'sgd' },
  adagrad: {
    group: 'training',
    source: 'duchi',
    chapter: 'polarization',
    card: ['polarization', 'race.name'],
    formula: 'adagrad',
  },
  adam: {
    group: 'training',
    source: 'kingma',
    chapter: 'polarization',
    card: ['polarization', 'race.name'],
    formula: 'adam',
  },
  learningRate: { group: 'training', source: 'textbook', chapter: 'train', formula: 'sgd' },
  decay: { group: 'training', source: 'textbook', chapter: 'train' },
  l2: { group: 'training', source: 'textbook', chapter: 'train', formula: 'l2' },
  workers: { group: 'training', source: 'zhao52', chapter: 'polarization', card: ['polarization', 'race.name'] },
  staleness: { group: 'training', source: 'zhao52', chapter: 'polarization', card: ['polarization', 'race.name'] },
  stalenessAware: { group: 'training', source: 'zhang', chapter: 'train', card: curves, formula: 'stalenessAware' },
  clipping: { group: 'training', source: 'pascanu', chapter: 'train', card: curves, formula: 'clipping' },
  warmUp: { group: 'training', source: 'goyal', chapter: 'train', card: curves, formula: 'warmUp' },
  seed: { group: 'training', source: 'here', chapter: 'polarization', card: ['polarization', 'race.name'] },
  lockstep: { group: 'training', source: 'here', chapter: 'train', card: verdict },
  initialWeights: {
    group: 'training',
    source: 'textbook',
    chapter: 'polarization',
    card: ['polarization', 'sweep.name'],
  },
  divergence: {
    group: 'training',
    source: 'textbook',
    chapter: 'polarization',
    card: ['polarization', 'failures.name'],
  },
  gauc: { group: 'statistics', source: 'zhou', chapter: 'compare', card: ['compare', 'offline.name'] },
  stuckRun: { group: 'training', source: 'here', chapter: 'compare', card: ['compare', 'metrics.name'] },

  abTest: { group: 'statistics', source: 'textbook', chapter: 'live', card: experiment },
  confidenceSequence: { group: 'statistics', source: 'waudby', chapter: 'live', card: experiment },
  burnIn: { group: 'statistics', source: 'here', chapter: 'live', card: nulls },
  peeking: { group: 'statistics', source: 'textbook', chapter: 'live', card: nulls },
  aaTest: { group: 'statistics', source: 'textbook', chapter: 'live', card: nulls },
  power: { group: 'statistics', source: 'textbook', chapter: 'live', card: ['live', 'verdicts.name'] },
  capturedShare: { group: 'statistics', source: 'here', chapter: 'live', card: ['live', 'share.name'] },
  auc: { group: 'statistics', source: 'hanley', chapter: 'train', card: curves, formula: 'auc' },
  rmse: {
    group: 'statistics',
    source: 'textbook',
    chapter: 'position-bias',
    card: ['bias', 'course.name'],
    formula: 'rmse',
  },
  correlation: { group: 'statistics', source: 'textbook', chapter: 'position-bias', card: ['bias', 'course.name'] },
  slope: { group: 'statistics', source: 'textbook', chapter: 'position-bias', card: ['bias', 'course.name'] },
  ndcg: { group: 'statistics', source: 'jarvelin', chapter: 'position-bias', card: treatments, formula: 'ndcg' },
  calibration: {
    group: 'statistics',
    source: 'naeini',
    chapter: 'position-bias',
    card: treatments,
    formula: 'calibration',
  },
  lift: { group: 'statistics', source: 'here', chapter: 'position-bias', card: treatments },
  interval: { group: 'statistics', source: 'wilson', chapter: 'polarization', card: rates, formula: 'wilson' },
  fisher: { group: 'statistics', source: 'fisher', chapter: 'polarization', card: rates },
  student: { group: 'statistics', source: 'student', chapter: 'polarization', card: costs },
  bonferroni: { group: 'statistics', source: 'dunn', chapter: 'polarization', card: costs },
  nat: { group: 'statistics', source: 'shannon', chapter: 'train', card: curves },
  sigma: { group: 'statistics', source: 'textbook', chapter: 'data' },
  normal: { group: 'statistics', source: 'textbook', chapter: 'data', formula: 'xDrawn' },
} as const satisfies Record<string, TermEntry>;

export type TermId = keyof typeof entries;
/** In the order in which the glossary shows them. */
export const TERM_IDS = Object.keys(entries) as TermId[];
export const TERMS: Readonly<Record<TermId, TermEntry>> = entries;

export const isTerm = (word: string): word is TermId => Object.hasOwn(entries, word);

/** What a synthetic platform is made of. Every number the app shows about the truth follows from a {@link WorldSpec} and a seed. */

/** The four objectives in their fixed order (Zhao et al. 2019, section 4.1). */
export const TASKS = ['click', 'watchTime', 'like', 'rating'] as const;
export type Task = (typeof TASKS)[number];
export const TASK_COUNT = 4;
/** Engagement: click, watch time. Satisfaction: like, rating. */
export const TASK_GROUPS = ['engagement', 'satisfaction'] as const;
export type TaskGroup = (typeof TASK_GROUPS)[number];
/** Group index of each task. */
export const GROUP_OF_TASK = [0, 0, 1, 1] as const;
/** What a task's labels are: 0 and 1, or numbers (standardised). */
export type TaskKind = 'binary' | 'regression';
/** Binary tasks are trained with cross entropy, the others with squared error. */
export const IS_BINARY = [true, false, true, false] as const;
export const CLICK = 0;
export const LIKE = 2;

export const DEVICES = ['phone', 'desktop', 'tv'] as const;
export type Device = (typeof DEVICES)[number];
export const DEVICE_COUNT = 3;
/** Share of queries from each device. */
export const DEVICE_SHARE = [0.5, 0.3, 0.2] as const;

/** Slots of a result page. Position 0 stands for "missing" wherever a table is indexed by position. */
export const POSITIONS = 9;

/**
 * How impressions come about.
 * `ranked`: the logging policy ranks each query's candidates and shows the first nine.
 * `quantile`: one candidate a query, placed by its score's quantile, so that position is a function of the features
 *   (up to the policy's randomness): the case in which position bias cannot be identified.
 * `none`: independent impressions without a position (all "missing"): the data of the polarization regimes.
 */
export type Logging = 'ranked' | 'quantile' | 'none';

/**
 * `additive`: P(click) = σ(utility + bias[device][position]).
 * `examination`: P(click) = P(examined | device, position) · σ(utility), P(examined) = exp(bias).
 */
export type ClickModel = 'additive' | 'examination';

export interface WorldSpec {
  logging: Logging;
  /** Training impressions (rounded down to whole queries of nine when `ranked`). */
  impressions: number;
  /** Held-out impressions, from other queries of the same platform. */
  heldOut: number;
  /** Features N(0,1) that all candidates of a query share. */
  queryFeatures: number;
  /** Features N(0,1) of the candidate. */
  itemFeatures: number;
  /** Candidates that the policy ranks per query, at least nine. */
  candidates: number;
  /** Number m of sine terms: utility = s + Σ_{i=1..m} sin(i·s + β_i), s = w·x (KDD'18, section 3.2). */
  sines: number;
  /** How many sine terms fewer the satisfaction tasks have, whose utilities are then simpler; 0 = as many as the engagement tasks. */
  simplerSatisfaction: number;
  /** Whether the phases β are shared inside a task group or by all four tasks. */
  sharedPhases: 'group' | 'all';
  /** Cosine between the weight vectors of two tasks of one group, 0..1. */
  cosineWithin: number;
  /** Cosine between the two *group* vectors, −1..1; two tasks of different groups then have cosineWithin × this. */
  cosineAcross: number;
  /** Click logit without bias: clickGain · z + clickOffset, z the standardised utility. */
  clickGain: number;
  clickOffset: number;
  /** Like logit: likeGain · z. */
  likeGain: number;
  /** Standard deviation of the noise on watch time and rating, in units of the raw (unstandardised) utility. */
  regressionNoise: number;
  /** Whether watch time, like and rating are observed on every impression or on clicked ones only. */
  labels: 'all' | 'clicked';
  clickModel: ClickModel;
  /** Multiplies every bias curve. */
  biasStrength: number;
  /** True position bias in logits, [device][position 1..9], before biasStrength; at most 0. */
  biasCurves: number[][];
  /** ν, the policy's randomness, 0..1: score = (1−ν)·[√(1−mis²)·z + mis·heur] + ν·N(0,1). */
  randomness: number;
  /** mis, how far the policy ranks by an item direction orthogonal to every task, 0..1. */
  misalignment: number;
}

/** The bias curves of world W1: phone −2(1 − e^(−p/2.5))/(1 − e^(−3.2)), desktop −1.6 p/8, TV −ln(p+1)/ln 9, p = position − 1. */
export function defaultBiasCurves(): number[][] {
  const p = Array.from({ length: POSITIONS }, (_, i) => i);
  return [
    p.map((i) => (-2 * (1 - Math.exp(-i / 2.5))) / (1 - Math.exp(-3.2))),
    p.map((i) => (-1.6 * i) / 8),
    p.map((i) => -Math.log(i + 1) / Math.log(9)),
    // + 0 turns −0 into 0.
  ].map((curve) => curve.map((v) => Math.round(v * 1000) / 1000 + 0));
}

/** World W1 with 27,000 impressions: the clean position-bias world. */
export function worldW1(): WorldSpec {
  return {
    logging: 'ranked',
    impressions: 27_000,
    heldOut: 4_500,
    queryFeatures: 6,
    itemFeatures: 10,
    candidates: 15,
    sines: 1,
    simplerSatisfaction: 0,
    sharedPhases: 'group',
    cosineWithin: 0.9,
    cosineAcross: 0,
    clickGain: 1.2,
    clickOffset: -0.3,
    likeGain: 3,
    regressionNoise: 0.1,
    labels: 'clicked',
    clickModel: 'additive',
    biasStrength: 1,
    biasCurves: defaultBiasCurves(),
    randomness: 0.3,
    misalignment: 0.7,
  };
}

/** The data of the polarization regimes A and B: 4,000 independent rows, 3 sines, every label observed, no positions. */
export function worldPolarization(): WorldSpec {
  return {
    ...worldW1(),
    logging: 'none',
    impressions: 4_000,
    heldOut: 1_000,
    sines: 3,
    labels: 'all',
    clickGain: 3,
    clickOffset: 0,
    likeGain: 3,
  };
}

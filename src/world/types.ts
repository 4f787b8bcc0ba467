import type { WorldSpec } from './spec.ts';

/** A log of impressions, row by row, as flat typed arrays. `D` = queryFeatures + itemFeatures, `T` = 4 tasks. */
export interface Impressions {
  rows: number;
  /** D */
  featureCount: number;
  /** [rows × D] N(0,1) features; the first queryFeatures are the query's. */
  features: Float32Array;
  /** [rows] index into DEVICES. */
  device: Uint8Array;
  /** [rows] 1..9, or 0 where the log has no position. */
  position: Uint8Array;
  /** [rows × T] click ∈ {0,1}, watch time (standardised), like ∈ {0,1}, rating (standardised). Unobserved labels are 0. */
  labels: Float32Array;
  /** [rows × T] 1 where the label was observed. */
  observed: Uint8Array;
  /** [rows] index of the query that the row came from. */
  query: Uint32Array;
}

/** A log of a platform whose truth is known, row by row. */
export interface WorldLog extends Impressions {
  /** [rows × T] the truth: standardised utility z without noise. No model sees it. */
  utility: Float32Array;
  /** [rows] the truth: click logit without position bias, clickGain · z + clickOffset. */
  clickLogit: Float32Array;
  /** [rows] the truth: P(click) at the logged position. */
  clickProbability: Float32Array;
}

/** Decides which candidates of a query are shown where: ranked by (1 − ν) · merit + ν · N(0,1), the best nine are shown. */
export interface Policy {
  /** ν, its randomness, 0..1. */
  randomness: number;
  /**
   * Writes the merit of each candidate of a query.
   * @param features - [candidates × D]
   * @param query - its index in the log, from 0
   * @param into - [candidates]
   */
  merits: (features: Float32Array, query: number, into: Float64Array) => void;
}

/** The hidden parameters of a platform. */
export interface Truth {
  /** [T][D] unit weight vectors w_k. */
  weights: Float64Array[];
  /** [T][m] phases β. */
  phases: Float64Array[];
  /** [T] mean and standard deviation of the raw utility, over random candidates. */
  mean: Float64Array;
  deviation: Float64Array;
  /** [D] the policy's irrelevant item direction: unit, zero on query features, orthogonal to every w_k's item part. */
  heuristic: Float64Array;
  /** [device][position 1..9] true bias in logits (biasStrength applied). */
  bias: number[][];
}

/** What is trained on and what is measured on. Only a {@link World} knows the truth behind it. */
export interface DataSet {
  train: Impressions;
  heldOut: Impressions;
}

export interface World extends DataSet {
  spec: WorldSpec;
  seed: number;
  truth: Truth;
  train: WorldLog;
  heldOut: WorldLog;
}

/** Whether the truth behind a data set is known. */
export const isWorld = (data: DataSet): data is World => 'truth' in data;

/** Whether the truth behind a log is known. */
export const hasTruth = (log: Impressions): log is WorldLog => 'utility' in log;

/** What an impression is and what happens on it: the truth, the click models and the four labels. */
import { CLICK, TASK_COUNT, type WorldSpec } from './spec.ts';
import type { RandomStream } from './random.ts';
import { utilityOf } from './truth.ts';
import type { Impressions, Truth } from './types.ts';

/** Logistic function without overflow. (`world` is the first room: it cannot borrow the model's.) */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/**
 * P(click) of an impression.
 * `additive`: σ(logit + bias), what the shallow tower assumes (Zhao et al. 2019, section 4.4).
 * `examination`: P(examined) · σ(logit) with P(examined) = exp(bias), the position-based model of click models, which no additive table fits.
 * @param logit - click logit without bias
 * @param bias - true position bias in logits, at most 0; 0 where there is no position
 */
export const clickProbability = (spec: Pick<WorldSpec, 'clickModel'>, logit: number, bias: number): number =>
  spec.clickModel === 'additive' ? sigmoid(logit + bias) : Math.exp(bias) * sigmoid(logit);

/** A log of `rows` impressions, all zero. */
export function emptyLog(rows: number, featureCount: number): Impressions {
  return {
    rows,
    featureCount,
    features: new Float32Array(rows * featureCount),
    device: new Uint8Array(rows),
    position: new Uint8Array(rows),
    labels: new Float32Array(rows * TASK_COUNT),
    observed: new Uint8Array(rows * TASK_COUNT),
    query: new Uint32Array(rows),
    utility: new Float32Array(rows * TASK_COUNT),
    clickLogit: new Float32Array(rows),
    clickProbability: new Float32Array(rows),
  };
}

/** Fills in the truth of a row whose features, device and position are set: utilities, click logit, P(click). */
export function fillTruth(spec: WorldSpec, truth: Truth, log: Impressions, row: number): void {
  const at = row * TASK_COUNT;
  for (let k = 0; k < TASK_COUNT; k++) log.utility[at + k] = utilityOf(truth, k, log.features, row * log.featureCount);
  const logit = spec.clickGain * log.utility[at + CLICK] + spec.clickOffset;
  const position = log.position[row];
  log.clickLogit[row] = logit;
  log.clickProbability[row] = clickProbability(
    spec,
    logit,
    position === 0 ? 0 : truth.bias[log.device[row]][position - 1],
  );
}

/**
 * Draws the labels of a row whose truth is filled in. Takes the same number of draws whatever comes out, so that a change of the bias
 * or of a gain leaves every other draw of the log as it was.
 */
export function drawLabels(spec: WorldSpec, truth: Truth, log: Impressions, row: number, draw: RandomStream): void {
  const at = row * TASK_COUNT;
  const clicked = draw.uniform() < log.clickProbability[row];
  const watched = log.utility[at + 1] + (spec.regressionNoise * draw.normal()) / truth.deviation[1];
  const liked = draw.uniform() < sigmoid(spec.likeGain * log.utility[at + 2]);
  const rated = log.utility[at + 3] + (spec.regressionNoise * draw.normal()) / truth.deviation[3];

  log.labels[at] = clicked ? 1 : 0;
  log.observed[at] = 1;
  if (spec.labels === 'clicked' && !clicked) return;
  log.labels[at + 1] = watched;
  log.labels[at + 2] = liked ? 1 : 0;
  log.labels[at + 3] = rated;
  log.observed.fill(1, at + 1, at + TASK_COUNT);
}

/** What an impression is and what happens on it: the truth, the click models and the four labels. */
import { BLOCK } from './accelerator.ts';
import { CLICK, TASK_COUNT, type WorldSpec } from './spec.ts';
import type { RandomStream } from './random.ts';
import { utilitiesOf } from './truth.ts';
import type { WorldLog, Truth } from './types.ts';

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
export function emptyLog(rows: number, featureCount: number): WorldLog {
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

/** Fills in the truth of rows whose features, device and position are set: utilities, click logit, P(click). */
export function fillTruth(spec: WorldSpec, truth: Truth, log: WorldLog, first: number, rows = 1): void {
  for (let from = first; from < first + rows; from += BLOCK) {
    const count = Math.min(BLOCK, first + rows - from);
    utilitiesOf(truth, log.features, from * log.featureCount, count, log.utility, from * TASK_COUNT);
    for (let row = from; row < from + count; row++) {
      const logit = spec.clickGain * log.utility[row * TASK_COUNT + CLICK] + spec.clickOffset;
      const position = log.position[row];
      const bias = position === 0 ? 0 : truth.bias[log.device[row]][position - 1];
      log.clickLogit[row] = logit;
      log.clickProbability[row] = clickProbability(spec, logit, bias);
    }
  }
}

/** Draws that the labels of a row take. */
export const LABEL_DRAWS = { words: 2, normals: 2 } as const;
const LUCK = LABEL_DRAWS.words + LABEL_DRAWS.normals;

/**
 * Draws what chance has to do with the labels of rows: the same number of draws whatever comes out, so that a change of the bias or of a gain leaves every
 * other draw of the log as it was.
 * @param luck - [rows × 4], which receives it from row `first` on
 */
export function drawLuck(
  draw: Pick<RandomStream, 'uniform' | 'normal'>,
  luck: Float64Array,
  first: number,
  rows: number,
): void {
  for (let at = first * LUCK; at < (first + rows) * LUCK; at += LUCK) {
    luck[at] = draw.uniform();
    luck[at + 1] = draw.normal();
    luck[at + 2] = draw.uniform();
    luck[at + 3] = draw.normal();
  }
}

/** Labels of rows whose truth is filled in. @param luck - [rows × 4] from {@link drawLuck} */
export function setLabels(
  spec: WorldSpec,
  truth: Truth,
  log: WorldLog,
  first: number,
  rows: number,
  luck: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    const at = (first + i) * TASK_COUNT;
    const clicked = luck[i * LUCK] < log.clickProbability[first + i];
    log.labels[at] = clicked ? 1 : 0;
    log.observed[at] = 1;
    if (spec.labels === 'clicked' && !clicked) continue;
    const noise = (k: number): number => (spec.regressionNoise * luck[i * LUCK + k]) / truth.deviation[k];
    log.labels[at + 1] = log.utility[at + 1] + noise(1);
    log.labels[at + 2] = luck[i * LUCK + 2] < sigmoid(spec.likeGain * log.utility[at + 2]) ? 1 : 0;
    log.labels[at + 3] = log.utility[at + 3] + noise(3);
    for (let k = 1; k < TASK_COUNT; k++) log.observed[at + k] = 1;
  }
}

const luckOfOne = new Float64Array(LUCK);

/** Draws the labels of a row whose truth is filled in. */
export function drawLabels(
  spec: WorldSpec,
  truth: Truth,
  log: WorldLog,
  row: number,
  draw: Pick<RandomStream, 'uniform' | 'normal'>,
): void {
  drawLuck(draw, luckOfOne, 0, 1);
  setLabels(spec, truth, log, row, 1, luckOfOne);
}

/**
 * What gates do, in numbers: utilization, entropy, effective number of experts, polarization. Utilization of an expert is its mean gate
 * weight over examples (Zhao et al. 2019, figure 5). Arrays are [tasks × experts], row by row.
 */
import { expertsOf, presentOf, sees, type Masked } from '../model/visible.ts';
import { GROUP_OF_TASK } from '../world/spec.ts';
import { pearson } from './correlation.ts';

/** Gate weights from gate logits: exp(z_e) / Σ exp(z), shifted by the largest so that nothing overflows (Zhao et al. 2019, section 4.1). */
export function softmax(logits: ArrayLike<number>): Float64Array {
  let largest = -Infinity;
  for (let e = 0; e < logits.length; e++) largest = Math.max(largest, logits[e]);
  const weights = Float64Array.from(logits, (z) => Math.exp(z - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Entropy in nats of a distribution; terms at 0 count 0. */
export function entropy(weights: ArrayLike<number>): number {
  let h = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i] > 0) h -= weights[i] * Math.log(weights[i]);
  return h;
}

/** exp(entropy): 1 when one expert does everything, E when all share equally. */
export const effectiveExperts = (weights: ArrayLike<number>): number => Math.exp(entropy(weights));

/** The row of task `k`: a view, not a copy. */
export const utilizationRow = (utilization: Float64Array, experts: number, k: number): Float64Array =>
  utilization.subarray(k * experts, (k + 1) * experts);

/** The mean weights of all tasks as plain rows, [task][expert]. */
export const utilizationRows = (utilization: Float64Array, experts: number): number[][] =>
  Array.from({ length: utilization.length / experts }, (_, k) => Array.from(utilizationRow(utilization, experts, k)));

/** The mean weights that task `k` gives the experts that it may use, in their order: what is counted of a gate is counted among these. */
export const usedRow = (utilization: Float64Array, model: Masked, k: number): Float64Array =>
  Float64Array.from(expertsOf(model, k), (e) => utilization[k * model.experts + e]);

/** How many experts a gate gives a mean weight under the threshold. @param row - of the experts that it may use */
export function unusedExperts(row: ArrayLike<number>, threshold: number): number {
  let unused = 0;
  for (let e = 0; e < row.length; e++) if (row[e] < threshold) unused++;
  return unused;
}

/**
 * How many unused experts make a gate polarized: 5 of 8 (Z5) or 6 of 8 (Z6); for other numbers of experts the same share, rounded up, but at
 * least 1 and never all (weights sum to 1, so some expert is always used).
 */
export const unusedLimit = (experts: number, of8: 5 | 6 = 5): number =>
  Math.max(1, Math.min(experts - 1, Math.ceil((of8 * experts) / 8)));

/**
 * Whether a gate is polarized: at least {@link unusedLimit} of its experts have a mean utilization under the threshold. A gate of a single expert
 * cannot be.
 * @param row - of the experts that it may use
 */
export const isGatePolarized = (row: ArrayLike<number>, threshold: number, of8: 5 | 6 = 5): boolean =>
  row.length > 1 && unusedExperts(row, threshold) >= unusedLimit(row.length, of8);

/** Mean weights of the gate of each task that there is, among the experts that it may use. */
function presentRows(utilization: Float64Array, model: Masked): { k: number; row: Float64Array }[] {
  const gates = utilization.length / model.experts;
  return presentOf(model).flatMap((k) => (k < gates ? [{ k, row: usedRow(utilization, model, k) }] : []));
}

/** Tasks that there are whose gate is polarized. A model is polarized (Z5, Z6) when there is at least one. */
export const polarizedTasks = (utilization: Float64Array, model: Masked, threshold: number, of8: 5 | 6 = 5): number[] =>
  presentRows(utilization, model).flatMap(({ k, row }) => (isGatePolarized(row, threshold, of8) ? [k] : []));

/** M9: the largest mean utilization of some gate that has a choice, of a task that there is, is over 0.9. */
export const isDominated = (utilization: Float64Array, model: Masked): boolean =>
  presentRows(utilization, model).some(({ row }) => row.length > 1 && row.some((weight) => weight > 0.9));

/** How much two gates agree: Σ_e min(a_e, b_e), 1 = the same weights, 0 = no expert in common (one minus their total variation distance). */
export function overlap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.min(a[i], b[i]);
  return sum;
}

/**
 * How the mean weights of two gates agree: Pearson correlation over the experts that both may use. Over the others it would only say which those are.
 * Blind to what single examples get. NaN where there are fewer than two such experts, or a gate's weights are the same for all of them.
 */
export function utilizationCorrelation(utilization: Float64Array, model: Masked, a: number, b: number): number {
  const common = expertsOf(model, a).filter((e) => sees(model, b, e));
  const of = (k: number): number[] => common.map((e) => utilization[k * model.experts + e]);
  return pearson(of(a), of(b));
}

/**
 * How the mean weights of gates agree, as a mean over pairs of tasks: of one group, and of different groups. Pearson correlations over all experts:
 * only where each task sees every expert does it say anything.
 * @param utilization - [task][expert]
 */
export function groupCorrelations(utilization: readonly (readonly number[])[]): { within: number; across: number } {
  const sums = { within: 0, across: 0 };
  const pairs = { within: 0, across: 0 };
  for (let a = 0; a < utilization.length; a++) {
    for (let b = a + 1; b < utilization.length; b++) {
      const which = GROUP_OF_TASK[a] === GROUP_OF_TASK[b] ? 'within' : 'across';
      sums[which] += pearson(utilization[a], utilization[b]);
      pairs[which]++;
    }
  }
  return { within: sums.within / pairs.within, across: sums.across / pairs.across };
}

/**
 * Agreement between the gates of every two tasks: the mean over examples of {@link overlap}.
 * @param gates - [rows × tasks × experts] weights of single examples
 * @returns [tasks × tasks], symmetric; NaN when there are no rows
 */
export function gateOverlaps(gates: ArrayLike<number>, tasks: number, experts: number): Float64Array {
  const rows = gates.length / (tasks * experts);
  const result = new Float64Array(tasks * tasks);
  for (let a = 0; a < tasks; a++) {
    for (let b = 0; b <= a; b++) {
      let shared = 0;
      for (let row = 0; row < rows; row++) {
        const from = row * tasks * experts;
        for (let e = 0; e < experts; e++)
          shared += Math.min(gates[from + a * experts + e], gates[from + b * experts + e]);
      }
      for (const at of [a * tasks + b, b * tasks + a]) result[at] = shared / rows;
    }
  }
  return result;
}

/** The distribution of gate weights over examples. */
export interface GateSummary {
  /** [tasks × experts] mean weight. Rows sum to 1. */
  utilization: Float64Array;
  /** [tasks] mean over examples of the entropy of the example's weights, nats. */
  entropy: Float64Array;
  /**
   * [tasks] effective number of experts of a typical example: exp of the mean entropy, the geometric mean over examples. A uniform mean can hide
   * that every example uses one expert: this shows it. (Not the arithmetic mean: that one can exceed `effectiveOfMean`, this one cannot.)
   */
  effectivePerExample: Float64Array;
  /** [tasks] effective number of experts of the mean weights. */
  effectiveOfMean: Float64Array;
  /** [tasks × experts × bins] counts of examples by weight; weight w falls in bin min(bins − 1, ⌊bins · w⌋). */
  histogram: Uint32Array;
}

/**
 * Sums up single examples' gate weights.
 * @param gates - [rows × tasks × experts], weights of one gate sum to 1
 * @param bins - of the histogram over [0, 1]; 32 as in the engines
 * @returns NaN means when there are no rows
 */
export function summariseGates(gates: ArrayLike<number>, tasks: number, experts: number, bins = 32): GateSummary {
  const rows = gates.length / (tasks * experts);
  const utilization = new Float64Array(tasks * experts);
  const entropies = new Float64Array(tasks);
  const histogram = new Uint32Array(tasks * experts * bins);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < tasks; k++) {
      let h = 0;
      for (let e = 0; e < experts; e++) {
        const weight = gates[at++];
        const place = k * experts + e;
        utilization[place] += weight / rows;
        if (weight > 0) h -= weight * Math.log(weight);
        // A NaN weight belongs in no bin: an index that is NaN writes nowhere.
        histogram[place * bins + Math.min(bins - 1, Math.floor(weight * bins))]++;
      }
      entropies[k] += h / rows;
    }
  }
  if (rows === 0) for (const means of [utilization, entropies]) means.fill(NaN);
  const effectiveOfMean = Float64Array.from({ length: tasks }, (_, k) =>
    effectiveExperts(utilizationRow(utilization, experts, k)),
  );
  return { utilization, entropy: entropies, effectivePerExample: entropies.map(Math.exp), effectiveOfMean, histogram };
}

/**
 * The comparisons that the page shows before a reader has run anything: twenty seeds at cosine 1, 0 and −1, and MMoE with gates that start at zero at
 * cosine 1 and 0. Raw runs, in ten-thousandths, that scripts/store-compare.mjs makes out of results of `npm run lab -- compare`.
 */
import type { Band } from '../../metrics/reliability.ts';
import type { Provenance } from '../../study/provenance.ts';
import type { Architecture, Size } from './architectures.ts';
import type { CompareRun } from './compare.ts';
import { isStuck } from './measure.ts';
import { ARCHITECTURES, SIZES } from './architectures.ts';
import { compareRun, type CompareSpec } from './spec.ts';

export const STORED_COSINES = [1, 0, -1] as const;
export type StoredCosine = (typeof STORED_COSINES)[number];

/** Ten-thousandths; null is NaN. */
type Word = number | null;

interface StoredRun {
  seed: number;
  diverged?: boolean;
  /**
   * AUC, AUC within queries, log loss and calibration error of click and like; squared error and that of the mean of watch time and rating;
   * correlation of the labels.
   */
  metrics: Word[];
  utilization: Word[][];
  entropy: Word[];
  /**
   * Reliability of click and like, see {@link bandsFrom}: of each band its examples; by how many thousandths their mean prediction is above the
   * band's lower end; how many more happened than that mean says.
   */
  reliability: number[][];
  /** [point][task] */
  curve: Word[][];
}

export interface StoredComparison {
  format: 1;
  cosine: number;
  sines: number;
  steps: number;
  gates: 'usual' | 'zero';
  seeds: number;
  seedBase: number;
  made: Provenance;
  models: {
    model: Architecture;
    size: Size;
    multiplications: number;
    parameters: number;
    /** Of the points of every curve. */
    steps: number[];
    runs: StoredRun[];
  }[];
}

const value = (word: Word): number => (word === null ? NaN : word / 10_000);

/** Bands of equal width out of whole numbers, three a band. */
function bandsFrom(words: readonly number[]): Band[] {
  const bands = words.length / 3;
  return Array.from({ length: bands }, (_, b): Band => {
    const [n, above, more] = words.slice(3 * b, 3 * b + 3);
    const predicted = n === 0 ? 0 : b / bands + above / 1000;
    return [n, predicted, Math.round(n * predicted) + more];
  });
}

function runFrom(of: StoredComparison['models'][number], stored: StoredRun): CompareRun {
  const m = stored.metrics.map(value);
  const binary = (at: number) => ({ click: m[at], like: m[at + 1] });
  const regression = (at: number) => ({ watchTime: m[at], rating: m[at + 1] });
  const mse = regression(8);
  const diverged = stored.diverged === true;
  return {
    model: of.model,
    size: of.size,
    seed: stored.seed,
    step: of.steps[of.steps.length - 1],
    multiplications: of.multiplications,
    parameters: of.parameters,
    auc: binary(0),
    gauc: binary(2),
    logLoss: binary(4),
    calibration: binary(6),
    reliability: { click: bandsFrom(stored.reliability[0]), like: bandsFrom(stored.reliability[1]) },
    mse,
    meanMse: regression(10),
    labelCorrelation: m[12],
    stuck: !diverged && isStuck({ mse }),
    diverged,
    utilization: stored.utilization.map((row) => row.map(value)),
    entropy: stored.entropy.map(value),
    curve: stored.curve.map((loss, i) => ({ step: of.steps[i], loss: loss.map(value) })),
  };
}

/** A comparison with what made it. */
export interface KnownComparison {
  spec: CompareSpec;
  runs: CompareRun[];
  made: Provenance;
}

/** A comparison out of a stored file. */
export function comparisonFrom(file: StoredComparison): KnownComparison {
  const { cosine, sines, steps, seeds, seedBase, gates, made, models } = file;
  return {
    spec: {
      base: compareRun({ cosine, sines, steps, plainGates: gates === 'zero' }),
      architectures: ARCHITECTURES.filter((name) => models.some(({ model }) => model === name)),
      sizes: SIZES.filter((name) => models.some(({ size }) => size === name)),
      seeds,
      seedBase,
    },
    runs: models.flatMap((of) => of.runs.map((run) => runFrom(of, run))),
    made,
  };
}

// One file a cosine: only what is looked at is fetched. The compiler reads the files' own types, in which words are any words.
const FILES: Record<StoredCosine, () => Promise<StoredComparison>> = {
  1: async () => (await import('./stored/compare-1.json')).default as StoredComparison,
  0: async () => (await import('./stored/compare-0.json')).default as StoredComparison,
  [-1]: async () => (await import('./stored/compare--1.json')).default as StoredComparison,
};

/** The stored comparison of all architectures, small and large, at a cosine. */
export const storedComparison = async (cosine: StoredCosine): Promise<KnownComparison> =>
  comparisonFrom(await FILES[cosine]());

/** The stored runs of MMoE whose gates start at zero and whose groups have equal weights. */
export async function storedPlainGates(cosine: 0 | 1): Promise<KnownComparison> {
  const file =
    cosine === 0
      ? (await import('./stored/compare-zero-0.json')).default
      : (await import('./stored/compare-zero-1.json')).default;
  return comparisonFrom(file as StoredComparison);
}

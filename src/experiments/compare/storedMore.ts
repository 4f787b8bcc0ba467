/**
 * What else was measured beforehand beside the comparison: along the cosine and the number of sines, weights of the losses, numbers of experts,
 * compression. Raw runs, in ten-thousandths, that scripts/store-compare-more.mjs makes out of results of `npm run lab -- compare-more`.
 */
import type { Task } from '../../world/spec.ts';
import type { Provenance } from '../../study/provenance.ts';
import type { Architecture } from './architectures.ts';
import type { TeacherKind, Way } from './compress.ts';
import type { Paired } from './summary.ts';

/** What tells the lines of a study apart. */
export interface LineIds {
  cosine: { value: number; model: Architecture };
  sines: { value: number; model: Architecture };
  weights: { task: Task; weight: number };
  experts: { experts: number; expertUnits: number; multiplications: number };
  compress: { teacher: TeacherKind; way: Way; experts: number; model?: Architecture; multiplications: number };
}
export type MoreStudy = keyof LineIds;

/** A run, with what its study has beside: the labels' correlation; experts used, of mean weights and by one example. */
export type MoreRun = Paired & { more: number[] };

export interface Line<S extends MoreStudy> {
  id: LineIds[S];
  runs: MoreRun[];
}

export interface KnownStudy<S extends MoreStudy> {
  lines: Line<S>[];
  seeds: number;
  steps: number;
  made: Provenance;
}

/** Ten-thousandths, a seed first; null is NaN. */
type Row = (number | null)[];

export interface StoredMore {
  format: 1;
  study: string;
  seeds: number;
  seedBase: number;
  steps: number;
  made: Provenance;
  lines: { id: object; runs: Row[] }[];
}

function runFrom([seed, ...words]: Row): MoreRun {
  const [aucClick, aucLike, lossClick, lossLike, watchTime, rating, ...more] = words.map((word) =>
    word === null ? NaN : word / 10_000,
  );
  return {
    seed: seed ?? NaN,
    auc: { click: aucClick, like: aucLike },
    logLoss: { click: lossClick, like: lossLike },
    mse: { watchTime, rating },
    diverged: !Number.isFinite(watchTime + rating + aucClick + aucLike),
    more,
  };
}

/** A study out of a stored file. */
export const studyFrom = <S extends MoreStudy>({ lines, seeds, steps, made }: StoredMore): KnownStudy<S> => ({
  lines: lines.map(({ id, runs }) => ({ id: id as LineIds[S], runs: runs.map(runFrom) })),
  seeds,
  steps,
  made,
});

// One file a study. The compiler reads the files' own types, in which words are any words.
const FILES: Record<MoreStudy, () => Promise<{ default: object }>> = {
  cosine: () => import('./stored/more-cosine.json'),
  sines: () => import('./stored/more-sines.json'),
  weights: () => import('./stored/more-weights.json'),
  experts: () => import('./stored/more-experts.json'),
  compress: () => import('./stored/more-compress.json'),
};

export const storedStudy = async <S extends MoreStudy>(study: S): Promise<KnownStudy<S>> =>
  studyFrom<S>((await FILES[study]()).default as StoredMore);

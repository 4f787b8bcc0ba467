/** The stored further studies line by line, each line the runs of one model: as the cards of the page draw them. */
import type { Provenance } from '../../study/provenance.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { Task } from '../../world/spec.ts';
import type { Architecture } from './architectures.ts';
import type { CompressedMeasures, TeacherKind, Way } from './compress.ts';
import type { CountedMeasures } from './expertCounts.ts';
import type { StudyName } from './headlines.ts';
import type { WeightedMeasures } from './lossWeights.ts';
import {
  storedCompression,
  storedExpertCounts,
  storedLossWeights,
  storedSweep,
  type KnownStudy,
} from './storedStudies.ts';
import type { Paired } from './summary.ts';
import type { SweptMeasures, WorldSweep } from './sweeps.ts';
import type { MeasuredRun } from './variants.ts';

/** What tells the lines of a study apart. */
export interface LineIds {
  cosine: { value: number; model: Architecture };
  sines: { value: number; model: Architecture };
  weights: { task: Task; weight: number };
  experts: { experts: number; expertUnits: number; multiplications: number };
  compress: { teacher: TeacherKind; way: Way; experts: number; model?: Architecture; multiplications: number };
}

/** A run, with what its study has beside: the labels' correlation; experts used, of mean weights and by one example. */
export type MoreRun = Paired & { more: number[] };

export interface Line<S extends StudyName> {
  id: LineIds[S];
  runs: MoreRun[];
}

/** A stored study, line by line. */
export interface KnownLines<S extends StudyName> {
  lines: Line<S>[];
  /** The setting in which nothing is changed. */
  base: RunSpec;
  /** Seeds asked for. */
  seeds: number;
  steps: number;
}

/** With what made them. */
type StoredLines<S extends StudyName> = KnownLines<S> & { made: Provenance };

/** Runs of a study as lines, in their order. */
function linesFrom<S extends StudyName, R extends MeasuredRun>(
  runs: readonly R[],
  idOf: (run: R) => LineIds[S],
  moreOf: (run: R) => number[] = () => [],
): Line<S>[] {
  const lines = new Map<string, Line<S>>();
  for (const run of runs) {
    const { seed, auc, logLoss, mse, diverged } = run;
    const id = idOf(run);
    const line = lines.get(JSON.stringify(id)) ?? { id, runs: [] };
    line.runs.push({ seed, auc, logLoss, mse, diverged, more: moreOf(run) });
    lines.set(JSON.stringify(id), line);
  }
  return [...lines.values()];
}

/** What a study measures of a run. */
export interface StudyRuns {
  cosine: SweptMeasures;
  sines: SweptMeasures;
  weights: WeightedMeasures;
  experts: CountedMeasures;
  compress: CompressedMeasures;
}

/** The large models: the small ones tell the same at less contrast. */
const sweptLines = <S extends WorldSweep>(runs: readonly SweptMeasures[]): Line<S>[] =>
  linesFrom<S, SweptMeasures>(
    runs.filter(({ size }) => size === 'large'),
    ({ value, model }) => ({ value, model }),
    ({ labelCorrelation }) => [labelCorrelation],
  );

/** Runs of each study as its lines. */
export const LINES: { [S in StudyName]: (runs: readonly StudyRuns[S][]) => Line<S>[] } = {
  cosine: sweptLines,
  sines: sweptLines,
  weights: (runs) => linesFrom<'weights', WeightedMeasures>(runs, ({ task, weight }) => ({ task, weight })),
  experts: (runs) =>
    linesFrom<'experts', CountedMeasures>(
      runs,
      ({ experts, expertUnits, multiplications }) => ({ experts, expertUnits, multiplications }),
      ({ used, usedPerExample }) => [used, usedPerExample],
    ),
  compress: (runs) =>
    linesFrom<'compress', CompressedMeasures>(runs, ({ teacher, way, experts, model, multiplications }) => ({
      ...{ teacher, way, experts, multiplications },
      ...(model && { model }),
    })),
};

const READ: { [S in StudyName]: () => Promise<KnownStudy<StudyRuns[S]>> } = {
  cosine: () => storedSweep('cosine'),
  sines: () => storedSweep('sines'),
  weights: storedLossWeights,
  experts: storedExpertCounts,
  compress: storedCompression,
};

/** A stored study as its lines. */
export async function storedStudy<S extends StudyName>(study: S): Promise<StoredLines<S>> {
  const { runs, base, seeds, made } = await READ[study]();
  return { lines: LINES[study](runs), base, seeds, steps: base.training.steps, made };
}

/** The stored further studies line by line, each line the runs of one model: as the cards of the page draw them. */
import type { Provenance } from '../../study/provenance.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { Task } from '../../world/spec.ts';
import type { Architecture } from './architectures.ts';
import type { TeacherKind, Way } from './compress.ts';
import type { StudyName } from './headlines.ts';
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
  seeds: number;
  steps: number;
  made: Provenance;
}

/** Runs of a study as lines, in their order. */
function linesFrom<S extends StudyName, R extends MeasuredRun>(
  { runs, seeds, base, made }: Pick<KnownStudy<R>, 'runs' | 'seeds' | 'base' | 'made'>,
  idOf: (run: R) => LineIds[S],
  moreOf: (run: R) => number[] = () => [],
): KnownLines<S> {
  const lines = new Map<string, Line<S>>();
  for (const run of runs) {
    const { seed, auc, logLoss, mse, diverged } = run;
    const id = idOf(run);
    const line = lines.get(JSON.stringify(id)) ?? { id, runs: [] };
    line.runs.push({ seed, auc, logLoss, mse, diverged, more: moreOf(run) });
    lines.set(JSON.stringify(id), line);
  }
  return { lines: [...lines.values()], base, seeds, steps: base.training.steps, made };
}

/** The large models: the small ones tell the same at less contrast. */
export function sweepLines<S extends WorldSweep>(known: KnownStudy<SweptMeasures>): KnownLines<S> {
  const runs = known.runs.filter(({ size }) => size === 'large');
  return linesFrom<S, SweptMeasures>(
    { ...known, runs },
    ({ value, model }) => ({ value, model }),
    ({ labelCorrelation }) => [labelCorrelation],
  );
}

const READ: { [S in StudyName]: () => Promise<KnownLines<S>> } = {
  cosine: async () => sweepLines(await storedSweep('cosine')),
  sines: async () => sweepLines(await storedSweep('sines')),
  weights: async () => linesFrom(await storedLossWeights(), ({ task, weight }) => ({ task, weight })),
  experts: async () =>
    linesFrom(
      await storedExpertCounts(),
      ({ experts, expertUnits, multiplications }) => ({ experts, expertUnits, multiplications }),
      ({ used, usedPerExample }) => [used, usedPerExample],
    ),
  compress: async () =>
    linesFrom(await storedCompression(), ({ teacher, way, experts, model, multiplications }) => ({
      ...{ teacher, way, experts, multiplications },
      ...(model && { model }),
    })),
};

export const storedStudy = <S extends StudyName>(study: S): Promise<KnownLines<S>> => READ[study]();

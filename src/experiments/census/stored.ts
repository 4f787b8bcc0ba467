/** What the page shows of Census-Income before a reader has run anything: `census.json`, which scripts/store-census.mjs makes from the output of `npm run lab -- census`. */
import type { ColumnSet } from '../../run/source.ts';
import type { Provenance } from '../../study/provenance.ts';
import type { CensusModel } from './census.ts';

/** Values are kept in whole parts of this. */
const UNIT = 1e5;

interface StoredRun {
  seed: number;
  model: CensusModel;
  metric: Record<string, number>;
  error: Record<string, number>;
}

interface StoredFile {
  format: 1;
  studies: { columns: ColumnSet; inputs: number; seeds: number; made: Provenance; runs: StoredRun[] }[];
}

/** One trained model, or of single-task models the four of a seed. Keys are names of tasks. */
export interface CensusRun {
  seed: number;
  model: CensusModel;
  /** AUC of a binary task, R² of a regression, each with its standard error as far as the held-out rows tell. */
  metric: Record<string, number>;
  error: Record<string, number>;
}

export interface StoredCensus {
  columns: ColumnSet;
  inputs: number;
  seeds: number;
  made: Provenance;
  runs: CensusRun[];
}

const known = (values: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([task, value]) => [task, value / UNIT]));

/** What is stored: of all columns by three models, without those of the family by the MMoE. */
export async function storedCensus(): Promise<StoredCensus[]> {
  const file = (await import('./stored/census.json')).default as unknown as StoredFile;
  return file.studies.map((study) => ({
    ...study,
    runs: study.runs.map(({ seed, model, metric, error }) => ({
      seed,
      model,
      metric: known(metric),
      error: known(error),
    })),
  }));
}

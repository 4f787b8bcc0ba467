/**
 * The polarization runs that the page shows before a reader has run anything: `polarization.json`, and on rows of Census-Income `polarization-census.json`, which scripts/store-polarization.mjs
 * makes from the output of `npm run lab -- polarization`. Raw values, not rates: the threshold can be moved under them too.
 */
import { completeRun } from '../../run/fields.ts';
import type { Regime } from '../../run/regimes.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { StudyArm, StudySpec } from '../../study/spec.ts';
import { decodeRuns } from '../../study/encoded.ts';
import type { Provenance } from '../../study/provenance.ts';
import type { RunSummary } from '../../study/summary.ts';
import type { StudyData } from './polarization.ts';

export interface StoredArm {
  dropout: number;
  workers: number;
  /** Runs of seedBase, seedBase + 1, …: decodeRuns. */
  runs: string;
  made: Provenance;
}

export interface StoredStudy {
  regime: Regime;
  base: RunSpec;
  seeds: number;
  seedBase: number;
  experts: number;
  arms: StoredArm[];
}

export interface StoredFile {
  format: 1;
  studies: StoredStudy[];
}

export interface StoredRace {
  spec: StudySpec;
  runs: RunSummary[][];
  made: Provenance;
}

/** The arms of a race: which dropout rate and how many workers; `workers` undefined = as the regime has it. */
interface Wanted {
  label: string;
  dropout: boolean;
  synchronous?: boolean;
}
const WANTED: Record<'dropout' | 'story', readonly Wanted[]> = {
  dropout: [
    { label: 'without', dropout: false },
    { label: 'with', dropout: true },
  ],
  story: [
    { label: 'synchronous', dropout: false, synchronous: true },
    { label: 'asynchronous', dropout: false },
    { label: 'asynchronousWith', dropout: true },
  ],
};

/** A race out of a stored file, or null where the file lacks one of its arms. */
export function raceFrom(file: StoredFile, regime: string, preset: 'dropout' | 'story'): StoredRace | null {
  const study = file.studies.find((candidate) => candidate.regime === regime);
  if (!study) return null;
  const found = WANTED[preset].map(({ label, dropout, synchronous }) => {
    const arm = study.arms.find(
      (candidate) =>
        candidate.dropout > 0 === dropout && candidate.workers === (synchronous ? 1 : study.base.training.workers),
    );
    return arm && { label, arm };
  });
  if (preset === 'story' && study.base.training.workers === 1) return null;
  const arms = found.filter((entry) => entry !== undefined);
  if (arms.length < found.length) return null;
  const changes = ({ dropout, workers }: StoredArm): StudyArm['changes'] => ({
    'run.training.gateDropout': dropout,
    'run.training.workers': workers,
  });
  return {
    spec: {
      base: completeRun(study.base),
      seeds: study.seeds,
      seedBase: study.seedBase,
      arms: arms.map(({ label, arm }) => ({ label, changes: changes(arm) })),
    },
    runs: arms.map(({ arm }) => decodeRuns(arm.runs, study.experts, study.seedBase)),
    made: arms[0].arm.made,
  };
}

/** The stored race of a regime; loads the file when it is first asked for. @param data - what it was trained on */
export async function storedPolarization(
  regime: string,
  preset: 'dropout' | 'story',
  data: StudyData = 'synthetic',
): Promise<StoredRace | null> {
  const { default: file } =
    data === 'census' ? await import('./stored/polarization-census.json') : await import('./stored/polarization.json');
  // The compiler reads the file's own type, in which words are any words.
  return raceFrom(file as unknown as StoredFile, regime, preset);
}

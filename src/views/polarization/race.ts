/** The race: its settings, what is known of it, and the study that trains it. Kept outside React, so that leaving the chapter stops nothing. */
import { create } from 'zustand';
import type { MeasuredRun } from '../../commands/studies.ts';
import type { EngineInfo } from '../../engine/types.ts';
import { comparePairs, polarizationRates } from '../../experiments/polarization/polarization.ts';
import { storedPolarization } from '../../experiments/polarization/stored.ts';
import { choose, emptyShelf, withStored, type Evidence, type Shelf } from '../../study/evidence.ts';
import { studyRun, type StudySpec } from '../../study/spec.ts';
import type { RunSummary } from '../../study/summary.ts';
import { useLab } from '../store.ts';
import { shelved } from '../shelved.ts';
import { jobOf, startStudy } from '../studies.ts';
import { defaultSettings, raceSpec, type RaceSettings, type RegimeChoice } from './arms.ts';

/** Evaluations of every run on its way: often enough to see a picture turn. */
const EVALUATIONS = 12;

export interface ShownRace {
  spec: StudySpec;
  regime: RegimeChoice;
  /** [arm][i] the run of seed seedBase + i; null before its first measurement. */
  runs: (RunSummary | null)[][];
  /** [arm][i] the training step at which that run was measured: where the device takes them in portions, not the same for all. */
  steps: number[][];
  /** What trained it, where it was run here. */
  engine?: EngineInfo;
  seconds?: number;
}

export const SORTS = ['seed', 'largest', 'unused'] as const;
export type Sort = (typeof SORTS)[number];
export const FILTERS = ['all', 'polarized', 'dead'] as const;
export type Filter = (typeof FILTERS)[number];

interface RaceState {
  settings: RaceSettings;
  shelf: Shelf<ShownRace>;
  sort: Sort;
  filter: Filter;
}

export const useRace = create<RaceState>()(() => ({
  settings: defaultSettings(),
  shelf: emptyShelf(),
  sort: 'seed',
  filter: 'all',
}));

export const setRace = (change: Partial<Pick<RaceState, 'sort' | 'filter'>>): void => {
  useRace.setState(change);
};

const reshelve = (change: (shelf: Shelf<ShownRace>) => Shelf<ShownRace>): void => {
  useRace.setState(({ shelf }) => ({ shelf: change(shelf) }));
};

export const chooseRace = (id: number): void => {
  reshelve((shelf) => choose(shelf, id));
};

/** Changes settings of the next race; the stored results follow the setting. */
export function setSettings(change: Partial<RaceSettings>): void {
  useRace.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
  findStored().catch(() => undefined);
}

/** Finds the stored race of the chosen regime and arms, if there is one. */
export async function findStored(): Promise<void> {
  const { settings } = useRace.getState();
  const found = await storedPolarization(settings.regime, settings.arms, settings.data);
  const now = useRace.getState().settings;
  if (now.regime !== settings.regime || now.arms !== settings.arms || now.data !== settings.data) return;
  reshelve((shelf) =>
    withStored(
      shelf,
      found && {
        data: {
          spec: found.spec,
          regime: settings.regime,
          runs: found.runs,
          steps: found.runs.map((own) => own.map(() => found.spec.base.training.steps)),
        },
        finished: found.spec.seeds,
        made: found.made,
      },
    ),
  );
}

/** The race with runs that have just been measured. */
function withRuns(race: ShownRace, measured: readonly MeasuredRun[]): ShownRace {
  const runs = race.runs.map((arm) => [...arm]);
  const steps = race.steps.map((arm) => [...arm]);
  for (const { arm, step, ...run } of measured) {
    runs[arm][run.seed - race.spec.seedBase] = run;
    steps[arm][run.seed - race.spec.seedBase] = step;
  }
  return { ...race, runs, steps };
}

/** The seeds of a race that were trained to their end in every arm: they come in order, a portion after the other. */
function finishedRace(race: ShownRace): { data: ShownRace; finished: number } {
  const last = race.spec.base.training.steps;
  const open = race.steps[0].findIndex((_, i) => race.steps.some((arm) => arm[i] < last));
  const finished = open < 0 ? race.spec.seeds : open;
  return {
    data: {
      ...race,
      spec: { ...race.spec, seeds: finished },
      runs: race.runs.map((arm) => arm.slice(0, finished)),
      steps: race.steps.map((arm) => arm.slice(0, finished)),
    },
    finished,
  };
}

/** Runs the race of the present settings. What is in sight stays there until something of it has been measured. */
export function startRace(): void {
  const { settings } = useRace.getState();
  const spec = raceSpec(settings, useLab.getState().state.run);
  startStudy(
    'race',
    'runs',
    { study: spec, evaluations: EVALUATIONS },
    shelved(reshelve, {
      asked: {
        spec,
        regime: settings.regime,
        steps: spec.arms.map(() => Array.from({ length: spec.seeds }, () => 0)),
        runs: spec.arms.map(() => Array.from({ length: spec.seeds }, () => null)),
      },
      add: withRuns,
      finished: (race) => {
        const { engine, seconds } = jobOf('race') ?? {};
        return finishedRace({ ...race, engine, seconds });
      },
    }),
  );
}

/** The step that the runs have come to which are not yet at their end; the last one where all are. */
export function reachedBy({ spec, steps }: Pick<ShownRace, 'spec' | 'steps'>): number {
  const last = spec.base.training.steps;
  const under = steps.flat().filter((step) => step > 0 && step < last);
  return under.length > 0 ? Math.min(...under) : last;
}

/** The runs of an arm that have been measured. */
export const measured = (runs: readonly (RunSummary | null)[]): RunSummary[] => runs.filter((run) => run !== null);

/** The race as a file: raw values, from which every figure on the page can be computed again, in the form of `npm run lab`. */
export function raceFile(
  { data: { spec, runs, regime, steps, engine, seconds }, made }: Evidence<ShownRace>,
  threshold: number,
): string {
  const arms = spec.arms.map((arm, i) => {
    const { gateDropout, workers } = studyRun(spec, arm, spec.seedBase).training;
    return {
      label: arm.label,
      dropout: gateDropout,
      workers,
      changes: arm.changes,
      rates: polarizationRates(measured(runs[i]), threshold),
      runs: runs[i].flatMap((run, seed) => (run ? [{ ...run, step: steps[i][seed] }] : [])),
    };
  });
  const { engine: name = '', backend = '', adapter = '', rounding } = made ?? engine ?? {};
  return JSON.stringify(
    {
      experiment: 'polarization',
      spec: { regime, threshold, ...spec },
      engine: { name, backend, adapter, rounding },
      seconds,
      stored: made,
      results: { arms, pairs: comparePairs(arms) },
    },
    null,
    1,
  );
}

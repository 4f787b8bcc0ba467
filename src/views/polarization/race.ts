/** The race: its settings, its runs, and the study that trains them. Kept outside React, so that leaving the chapter stops nothing. */
import { create } from 'zustand';
import type { EngineInfo } from '../../engine/types.ts';
import { comparePairs, polarizationRates } from '../../experiments/polarization/polarization.ts';
import { studyRun, type StudySpec } from '../../study/study.ts';
import type { StudyNews } from '../../study/protocol.ts';
import { storedPolarization } from '../../experiments/polarization/stored.ts';
import type { Provenance } from '../../study/provenance.ts';
import { useLab } from '../store.ts';
import { defaultSettings, raceSpec, type RaceSettings, type RegimeChoice } from './arms.ts';
import { runInWorker, stopStudy } from '../studyClient.ts';
import type { RunSummary } from '../../study/summary.ts';

/** Evaluations of every run on its way: often enough to see a picture turn. */
const EVALUATIONS = 12;

export interface ShownRace {
  spec: StudySpec;
  regime: RegimeChoice;
  /** [arm][i] the run of seed seedBase + i; null before its first measurement. */
  runs: (RunSummary | null)[][];
  /** [arm][i] the training step at which that run was measured: where the device takes them in portions, not the same for all. */
  steps: number[][];
  /** Absent for a race that was run here. */
  stored?: Provenance;
}

export interface RaceJob {
  status: 'starting' | 'running' | 'finished' | 'stopped' | 'failed';
  done: number;
  total: number;
  engine?: EngineInfo;
  seconds?: number;
  message?: string;
}

export const SORTS = ['seed', 'largest', 'unused'] as const;
export type Sort = (typeof SORTS)[number];
export const FILTERS = ['all', 'polarized', 'dead'] as const;
export type Filter = (typeof FILTERS)[number];

interface RaceState {
  settings: RaceSettings;
  race: ShownRace | null;
  job: RaceJob | null;
  sort: Sort;
  filter: Filter;
}

export const useRace = create<RaceState>()(() => ({
  settings: defaultSettings(),
  race: null,
  job: null,
  sort: 'seed',
  filter: 'all',
}));

export const setRace = (change: Partial<Pick<RaceState, 'sort' | 'filter'>>): void => {
  useRace.setState(change);
};

/** Changes settings of the next race; stored results follow the regime as long as nothing has been run here. */
export function setSettings(change: Partial<RaceSettings>): void {
  useRace.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
  const { race } = useRace.getState();
  if (!race || race.stored) showStored().catch(() => undefined);
}

/** Shows the stored race of the chosen regime and arms, if there is one and nothing has been run here. */
export async function showStored(): Promise<void> {
  const { settings } = useRace.getState();
  const found = await storedPolarization(settings.regime, settings.arms);
  const now = useRace.getState();
  if (now.settings.regime !== settings.regime || now.settings.arms !== settings.arms) return;
  if (now.job?.status === 'running' || now.job?.status === 'starting' || (now.race && !now.race.stored)) return;
  useRace.setState({
    race: found
      ? {
          spec: found.spec,
          regime: settings.regime,
          runs: found.runs,
          steps: found.runs.map((own) => own.map(() => found.spec.base.training.steps)),
          stored: found.made,
        }
      : null,
  });
}

function hear(event: StudyNews): void {
  switch (event.type) {
    case 'started':
      useRace.setState({ job: { status: 'running', done: 0, total: event.total, engine: event.engine } });
      break;
    case 'progress':
      useRace.setState(({ job, race }) => {
        const next: Partial<RaceState> = { job: { ...job, status: 'running', done: event.done, total: event.total } };
        if (!race || event.runs.length === 0) return next;
        const runs = race.runs.map((arm) => [...arm]);
        const steps = race.steps.map((arm) => [...arm]);
        for (const { arm, step, ...run } of event.runs) {
          runs[arm][run.seed - race.spec.seedBase] = run;
          steps[arm][run.seed - race.spec.seedBase] = step;
        }
        return { ...next, race: { ...race, runs, steps } };
      });
      break;
    case 'finished':
      useRace.setState(({ job }) => ({ job: job && { ...job, status: 'finished', seconds: event.seconds } }));
      break;
    case 'stopped':
      useRace.setState(({ job }) => ({ job: job && { ...job, status: 'stopped' } }));
      break;
    case 'failed':
      useRace.setState(({ job }) => ({ job: job && { ...job, status: 'failed', message: event.message } }));
      break;
  }
}

/** Runs the race of the present settings; its pictures start empty. */
export async function startRace(): Promise<void> {
  const { settings } = useRace.getState();
  const spec = raceSpec(settings, useLab.getState().state.run);
  useRace.setState({
    job: { status: 'starting', done: 0, total: spec.arms.length * spec.seeds * spec.base.training.steps },
    race: {
      spec,
      regime: settings.regime,
      steps: spec.arms.map(() => Array.from({ length: spec.seeds }, () => 0)),
      runs: spec.arms.map(() => Array.from({ length: spec.seeds }, () => null)),
    },
  });
  await runInWorker('race', spec, EVALUATIONS, hear);
}

export const stopRace = (): void => {
  stopStudy();
};

/** The runs of an arm that have been measured. */
export const measured = (runs: readonly (RunSummary | null)[]): RunSummary[] => runs.filter((run) => run !== null);

/** The race as a file: raw values, from which every figure on the page can be computed again, in the form of `npm run lab`. */
export function raceFile(
  { spec, runs, regime, steps, stored }: ShownRace,
  threshold: number,
  job: RaceJob | null,
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
  const { engine: name = '', backend = '', adapter = '' } = stored ?? job?.engine ?? {};
  return JSON.stringify(
    {
      experiment: 'polarization',
      spec: { regime, threshold, ...spec },
      engine: { name, backend, adapter },
      seconds: stored ? undefined : job?.seconds,
      stored,
      results: { arms, pairs: comparePairs(arms) },
    },
    null,
    1,
  );
}

/** The sweeps: how often gates polarize against one knob. Seeds come in small portions, so that a curve sharpens while one looks. */
import { create } from 'zustand';
import { regimeRun } from '../../run/regimes.ts';
import type { Provenance } from '../../study/provenance.ts';
import { storedSweep } from '../../experiments/polarization/storedStudies.ts';
import { useLab } from '../store.ts';
import { sweepOf, sweepSpec, type Knob, type Sweep } from '../../experiments/polarization/sweep.ts';
import { baseRun, type RegimeChoice } from './arms.ts';
import { useRace } from './race.ts';
import { runInWorker, stopStudy } from '../studyClient.ts';
import type { RunSummary } from '../../study/summary.ts';

/** Seeds trained at a time. */
const PORTION = 6;

export interface SweepResult {
  sweep: Sweep;
  regime: RegimeChoice;
  steps: number;
  /** [series × value] runs so far. */
  runs: RunSummary[][];
  /** Absent for what was measured here. */
  stored?: Provenance;
}

interface SweepState {
  knob: Knob;
  /** Around which setting; apart from the race's, so that the stored curves and the paper's story belong together. */
  regime: RegimeChoice;
  seeds: number;
  /** By knob: what has been measured, until another one is started. */
  results: Partial<Record<Knob, SweepResult>>;
  job: {
    knob: Knob;
    status: 'running' | 'finished' | 'stopped' | 'failed';
    share: number;
    seconds?: number;
    message?: string;
  } | null;
}

export const useSweep = create<SweepState>()(() => ({
  knob: 'dropout',
  regime: 'async',
  seeds: 24,
  results: {},
  job: null,
}));

/** Shows the stored curves of a knob, unless it has been measured here. */
export async function showStoredSweep(knob: Knob): Promise<void> {
  if (useSweep.getState().results[knob]) return;
  const { regime, dropout, made, arms } = await storedSweep(knob);
  const base = regimeRun(regime);
  const sweep = sweepOf(knob, base, dropout);
  const runs = sweep.series.flatMap(({ id }) =>
    sweep.values.map((value) => arms.find((arm) => arm.series === id && arm.value === value)?.runs ?? []),
  );
  const result: SweepResult = { sweep, regime, steps: base.training.steps, runs, stored: made };
  useSweep.setState(({ results }) => ({ results: { [knob]: result, ...results } }));
}

export const setSweep = (change: Partial<Pick<SweepState, 'knob' | 'regime' | 'seeds'>>): void => {
  useSweep.setState(change);
};

/** Measures the chosen knob around the chosen setting, with the race's gate dropout and first seed. */
export async function startSweep(): Promise<void> {
  const { knob, regime, seeds } = useSweep.getState();
  const { settings } = useRace.getState();
  const base = baseRun(regime, useLab.getState().state.run);
  const sweep = sweepOf(knob, base, settings.dropout);
  const spec = sweepSpec(sweep, base, seeds, settings.seedBase);
  const empty: SweepResult = { sweep, regime, steps: base.training.steps, runs: spec.arms.map(() => []) };
  useSweep.setState(({ results }) => ({
    results: { ...results, [knob]: empty },
    job: { knob, status: 'running', share: 0 },
  }));
  const begun = performance.now();
  for (let from = 0; from < seeds; from += PORTION) {
    const count = Math.min(PORTION, seeds - from);
    let ended: 'finished' | 'stopped' | 'failed' = 'stopped';
    let message: string | undefined;
    await runInWorker('sweep', { ...spec, seeds: count, seedBase: settings.seedBase + from }, 1, (event) => {
      if (event.type === 'progress') {
        useSweep.setState(({ results, job }) => {
          const known = results[knob] ?? empty;
          const runs =
            event.runs.length > 0
              ? known.runs.map((own, arm) => [...own, ...event.runs.filter((run) => run.arm === arm)])
              : known.runs;
          return {
            results: { ...results, [knob]: { ...known, runs } },
            job: job && { ...job, share: (from + (count * event.done) / event.total) / seeds },
          };
        });
      } else if (event.type !== 'started') {
        ended = event.type;
        if (event.type === 'failed') message = event.message;
      }
    });
    // Assigned in the listener, which the compiler does not follow.
    if ((ended as string) !== 'finished') {
      useSweep.setState(({ job }) => ({ job: job && { ...job, status: ended, message } }));
      return;
    }
  }
  useSweep.setState(({ job }) => ({
    job: job && { ...job, status: 'finished', share: 1, seconds: (performance.now() - begun) / 1000 },
  }));
}

export const stopSweep = (): void => {
  stopStudy();
};

/** The sweeps: how often gates polarize against one knob. Seeds come in small portions, so that a curve sharpens while one looks. */
import { create } from 'zustand';
import type { MeasuredRun } from '../../commands/studies.ts';
import { polarizationRates, sourceNamed, type StudyData } from '../../experiments/polarization/polarization.ts';
import { storedSweep } from '../../experiments/polarization/storedStudies.ts';
import { sweepOf, sweepSpec, type Knob, type Sweep } from '../../experiments/polarization/sweep.ts';
import type { Rate } from '../../metrics/intervals.ts';
import { regimeRun } from '../../run/regimes.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { choose, emptyShelf, withStored, type Shelf } from '../../study/evidence.ts';
import type { StudySpec } from '../../study/spec.ts';
import type { RunSummary } from '../../study/summary.ts';
import { useLab } from '../store.ts';
import { shelved } from '../shelved.ts';
import { startStudy } from '../studies.ts';
import { baseRun, type RegimeChoice } from './arms.ts';
import { useRace } from './race.ts';

/** Seeds trained at a time. */
const PORTION = 6;

export interface SweepResult {
  sweep: Sweep;
  regime: RegimeChoice;
  spec: StudySpec;
  /** [series × value] runs so far. */
  runs: RunSummary[][];
}

export interface Curve {
  id: string;
  points: { value: number; z5: Rate; z6: Rate; dead: Rate; diverged: Rate }[];
}

/** The curves of a sweep at a threshold: counted anew, nothing is trained again. */
export const curvesOf = ({ sweep, runs }: Pick<SweepResult, 'sweep' | 'runs'>, threshold: number): Curve[] =>
  sweep.series.map(({ id }, s) => ({
    id,
    points: sweep.values.map((value, i) => ({
      value,
      ...polarizationRates(runs[s * sweep.values.length + i], threshold),
    })),
  }));

/** What a shelf is about. */
type About = Pick<SweepState, 'knob' | 'data'>;
type ShelfKey = `${StudyData} ${Knob}`;
const keyOf = ({ knob, data }: About): ShelfKey => `${data} ${knob}`;

interface SweepState {
  knob: Knob;
  /** Around which setting; apart from the race's, so that the stored curves and the paper's story belong together. */
  regime: RegimeChoice;
  /** What runs are trained on; idle with the regime `controls`. */
  data: StudyData;
  seeds: number;
  /** By data and knob: what is known. */
  shelves: Partial<Record<ShelfKey, Shelf<SweepResult>>>;
  /** What the newest study is about. */
  asked: ShelfKey | null;
}

export const useSweep = create<SweepState>()(() => ({
  knob: 'dropout',
  regime: 'async',
  data: 'synthetic',
  seeds: 24,
  shelves: {},
  asked: null,
}));

/** What is known of a knob that nothing has been asked of. */
const EMPTY = emptyShelf<SweepResult>();
export const shelfOf = ({ shelves, ...about }: About & Pick<SweepState, 'shelves'>): Shelf<SweepResult> =>
  shelves[keyOf(about)] ?? EMPTY;

/** Whether the newest study is about what is looked at. */
export const isAsked = ({ asked, ...about }: About & Pick<SweepState, 'asked'>): boolean => asked === keyOf(about);

const reshelve = (about: About, change: (shelf: Shelf<SweepResult>) => Shelf<SweepResult>): void => {
  useSweep.setState(({ shelves }) => ({
    shelves: { ...shelves, [keyOf(about)]: change(shelfOf({ shelves, ...about })) },
  }));
};

/** Finds the stored curves of a knob. */
export async function findStoredSweep({ knob, data: of }: About): Promise<void> {
  if (shelfOf({ ...useSweep.getState(), knob, data: of }).stored) return;
  const { regime, dropout, made, arms } = await storedSweep(knob, of);
  const base = regimeRun(regime, sourceNamed(of));
  const sweep = sweepOf(knob, base, dropout);
  const runs = sweep.series.flatMap(({ id }) =>
    sweep.values.map((value) => arms.find((arm) => arm.series === id && arm.value === value)?.runs ?? []),
  );
  const seeds = Math.min(...runs.map((own) => own.length));
  const data = { sweep, regime, spec: sweepSpec(sweep, base, seeds, runs[0][0]?.seed ?? 1), runs };
  reshelve({ knob, data: of }, (shelf) => withStored(shelf, { data, finished: seeds, made }));
}

export const setSweep = (change: Partial<Pick<SweepState, 'knob' | 'regime' | 'data' | 'seeds'>>): void => {
  useSweep.setState(change);
};

export const chooseSweep = (about: About, id: number): void => {
  reshelve(about, (shelf) => choose(shelf, id));
};

/** The sweep that the settings ask for, with the race's gate dropout and first seed. */
export function wantedSweep(
  { knob, regime, data, seeds }: Pick<SweepState, 'knob' | 'regime' | 'data' | 'seeds'>,
  race: { dropout: number; seedBase: number },
  controls: RunSpec,
): Omit<SweepResult, 'runs'> {
  const base = baseRun({ regime, data }, controls);
  const sweep = sweepOf(knob, base, race.dropout);
  return { sweep, regime, spec: sweepSpec(sweep, base, seeds, race.seedBase) };
}

/** The curves with runs that have just been trained to their end. */
const withFinished = (known: SweepResult, runs: readonly MeasuredRun[]): SweepResult => ({
  ...known,
  runs: known.runs.map((own, arm) => [...own, ...runs.filter((run) => run.arm === arm)]),
});

/** The seeds that every point of the curves has. */
function finishedSweep(known: SweepResult): { data: SweepResult; finished: number } {
  const finished = Math.min(...known.runs.map((own) => own.length));
  return {
    data: { ...known, spec: { ...known.spec, seeds: finished }, runs: known.runs.map((own) => own.slice(0, finished)) },
    finished,
  };
}

/** Measures the chosen knob around the chosen setting. */
export function startSweep(): void {
  const state = useSweep.getState();
  const about: About = { knob: state.knob, data: state.data };
  const wanted = wantedSweep(state, useRace.getState().settings, useLab.getState().state.run);
  const heard = shelved<SweepResult, MeasuredRun>(
    (change) => {
      reshelve(about, change);
    },
    { asked: { ...wanted, runs: wanted.spec.arms.map(() => []) }, add: withFinished, finished: finishedSweep },
  );
  startStudy(
    'sweep',
    'runs',
    { study: wanted.spec, evaluations: 1, seedsAtOnce: PORTION },
    {
      ...heard,
      begun: () => {
        useSweep.setState({ asked: keyOf(about) });
        heard.begun();
      },
    },
  );
}

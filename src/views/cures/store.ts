/** Cures: what is known of them in each setting, the study that measures them, and what the reader looks at. Kept outside React: leaving the chapter stops nothing. */
import { create } from 'zustand';
import { allCures, modelWith, type CuresSpec } from '../../experiments/cures/arms.ts';
import { idOf, parseCombination, type Combination } from '../../experiments/cures/combination.ts';
import type { Measure } from '../../experiments/cures/recommend.ts';
import type { CureRun, CureSummary, MeasuredCure } from '../../experiments/cures/results.ts';
import { storedCures, type KnownCures, type StoredSetting } from '../../experiments/cures/stored.ts';
import { summarizeCure } from '../../experiments/cures/summary.ts';
import { modelOf, type RunSpec } from '../../run/runSpec.ts';
import { choose, emptyShelf, withStored, type Shelf } from '../../study/evidence.ts';
import type { Provenance } from '../../study/provenance.ts';
import { shelved } from '../shelved.ts';
import { useLab } from '../store.ts';
import { startStudy } from '../studies.ts';
import { NONE, type PointKind } from './points.ts';
import { baseOf, nearestTo, regimeOf, type Place } from './setting.ts';

export interface ShownCures {
  spec: Pick<CuresSpec, 'base' | 'seeds' | 'seedBase'>;
  /** Of every cure, in the order in which they were asked for; none first. */
  cures: readonly CureSummary[];
  /** The strengths of each cure's sweep, where they were measured. */
  sweeps: readonly CureSummary[];
  /** What made the stored ones of them, where that is not what made the others. */
  sweepsMade?: Provenance;
  /** By cure: its single runs, where they are known. */
  runs: Readonly<Record<string, readonly CureRun[]>>;
  /** By cure: what is stored of single runs. */
  looks: KnownCures['looks'];
  /** Runs that were asked for: of all cures, none among them. */
  asked: number;
}

/** Seeds offered: a look, or as many as the stored results rest on. */
export const SEED_COUNTS = [16, 32, 60, 100, 200] as const;
/** What a reader measures first: the paper's cure beside some that promise more. */
const FIRST = ['dropout', 'importance', 'lossFree', 'swish'] as const;

interface CuresState {
  place: Place;
  /** By setting: what is known. */
  shelves: Partial<Record<Place, Shelf<ShownCures>>>;
  /** Settings whose stored results did not arrive. */
  missing: readonly Place[];
  /** In which setting the newest study was started. */
  asked: Place | null;
  measure: Measure;
  /** Kinds of cures that are shown; empty = all. */
  kinds: readonly PointKind[];
  chosen: string | null;
  /** Of the next study. */
  seeds: number;
  combinations: readonly Combination[];
}

export const useCures = create<CuresState>()(() => ({
  place: nearestTo(useLab.getState().state.run),
  shelves: {},
  missing: [],
  asked: null,
  measure: 'weights',
  kinds: [],
  chosen: null,
  seeds: SEED_COUNTS[0],
  combinations: FIRST.map((name) =>
    parseCombination(name, 'async', modelOf(baseOf('async-4', useLab.getState().state.run))),
  ),
}));

export const setCures = (
  change: Partial<Pick<CuresState, 'place' | 'measure' | 'kinds' | 'chosen' | 'seeds' | 'combinations'>>,
): void => {
  useCures.setState(change);
};

const EMPTY = emptyShelf<ShownCures>();
export const shelfOf = ({ shelves, place }: Pick<CuresState, 'shelves' | 'place'>): Shelf<ShownCures> =>
  shelves[place] ?? EMPTY;

/** A shelf as it was before the running study had something to show. */
export const settled = (shelf: Shelf<ShownCures>): Shelf<ShownCures> =>
  shelf.live && shelf.chosen === shelf.live.id
    ? { ...shelf, live: null, chosen: shelf.before }
    : { ...shelf, live: null };

const reshelve = (place: Place, change: (shelf: Shelf<ShownCures>) => Shelf<ShownCures>): void => {
  useCures.setState(({ shelves }) => ({ shelves: { ...shelves, [place]: change(shelfOf({ shelves, place })) } }));
};

export const chooseResults = (id: number): void => {
  reshelve(useCures.getState().place, (shelf) => choose(shelf, id));
};

/** Fetches what is stored of a setting. What does not come is missing: the chapter still measures. */
export async function findStored(place: StoredSetting): Promise<void> {
  if (shelfOf({ ...useCures.getState(), place }).stored) return;
  const found = await storedCures(place).catch(() => null);
  if (!found) {
    useCures.setState(({ missing }) => ({ missing: [...missing, place] }));
    return;
  }
  const { base, seeds, seedBase, made, cures, sweeps, sweepsMade, looks } = found;
  const data: ShownCures = {
    spec: { base, seeds, seedBase },
    cures,
    sweeps,
    ...(sweepsMade && { sweepsMade }),
    looks,
    runs: {},
    asked: cures.length * seeds,
  };
  reshelve(place, (shelf) => withStored(shelf, { data, finished: seeds, made }));
}

/** Another setting, with its stored results. */
export function setPlace(place: Place): void {
  setCures({ place });
  if (place !== 'present') void findStored(place);
}

// Another sort of data: what is stored of it is looked at.
useLab.subscribe(({ state: { run } }, { state: before }) => {
  if ((run.source.name === 'census') !== (before.run.source.name === 'census')) setPlace(nearestTo(run));
});

/** Every cure that has something to act on in a setting, at its usual strength. */
export const allOf = (place: Place, controls: RunSpec): Combination[] =>
  allCures(regimeOf(place, controls), baseOf(place, controls)).filter((one) => one.length > 0);

/** [cure] Runs so far, as they were asked for; the first of them without a cure. */
type Runs = readonly (readonly CureRun[])[];

/** Sums up the cures of which there are runs, one anew only where there are others than before: dozens come one after the other. */
function summing({ base, combinations, ...rest }: CuresSpec): (runs: Runs) => ShownCures {
  const models = combinations.map((combination) => modelWith(base, combination));
  const known = new Map<number, { own: readonly CureRun[]; none: readonly CureRun[]; summary: CureSummary }>();
  const summaryOf = (arm: number, own: readonly CureRun[], none: readonly CureRun[]): CureSummary => {
    const before = known.get(arm);
    if (before?.own === own && before.none === none) return before.summary;
    const summary = summarizeCure(combinations[arm], own, none, { without: models[0], with: models[arm] });
    known.set(arm, { own, none, summary });
    return summary;
  };
  return (runs) => {
    const arms = [...runs.keys()].filter((arm) => runs[arm].length > 0);
    return {
      spec: { base, ...rest },
      cures: arms.map((arm) => summaryOf(arm, runs[arm], runs[0])),
      sweeps: [],
      looks: new Map(),
      runs: Object.fromEntries(arms.map((arm) => [idOf(combinations[arm]), runs[arm]])),
      asked: combinations.length * rest.seeds,
    };
  };
}

/** What is measured in a setting when it is started now. */
function specOf(
  { place, seeds, combinations }: Pick<CuresState, 'place' | 'seeds' | 'combinations'>,
  controls: RunSpec,
): CuresSpec {
  return { base: baseOf(place, controls), combinations: [[], ...combinations], seeds, seedBase: 1 };
}

/** Trains the chosen cures beside none. What was measured when it is stopped stays. */
export function startCures(): void {
  const state = useCures.getState();
  const { place } = state;
  const spec = specOf(state, useLab.getState().state.run);
  const summed = summing(spec);
  let runs: Runs = spec.combinations.map(() => []);
  const heard = shelved<ShownCures, MeasuredCure>(
    (change) => {
      reshelve(place, change);
    },
    {
      asked: summed(runs),
      add: (_, some) => {
        runs = runs.map((own, arm) => {
          const came = some.filter((run) => run.arm === arm);
          return came.length > 0 ? [...own, ...came] : own;
        });
        return summed(runs);
      },
      // Without a cure beside them, runs say nothing of cures.
      finished: (data) => ({ data, finished: data.cures.length > 1 ? runs[0].length : 0 }),
    },
  );
  startStudy('cures', 'cures', spec, {
    ...heard,
    begun: () => {
      useCures.setState({ asked: place });
      heard.begun();
    },
  });
}

/** Measures cures with what the controls show. */
export function measureHere(combinations: readonly Combination[]): void {
  setCures({ place: 'present', combinations });
  startCures();
}

/** The cure that is looked at: what was chosen, where it is known; else the one given. */
export const chosenOf = (
  cures: readonly CureSummary[],
  chosen: string | null,
  otherwise?: string,
): CureSummary | undefined =>
  cures.find(({ id }) => id === chosen)
  ?? cures.find(({ id }) => id === otherwise)
  ?? cures.find(({ id }) => id !== NONE);

export const sameCombinations = (a: readonly Combination[], b: readonly Combination[]): boolean =>
  a.map(idOf).join() === b.map(idOf).join();

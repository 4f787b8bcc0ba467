/** The same question in every setting of which results are stored: how often gates polarize, what dropout changes, what it costs. Pure but for the fetching. */
import { cureBase } from '../../experiments/cures/arms.ts';
import { STORED_SETTINGS, storedCures, type KnownCures, type StoredSetting } from '../../experiments/cures/stored.ts';
import { polarizationRates } from '../../experiments/polarization/polarization.ts';
import { storedPolarization, type StoredRace } from '../../experiments/polarization/stored.ts';
import type { Rate } from '../../metrics/intervals.ts';
import type { Ratio } from '../../metrics/ratio.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { tasksOf } from '../../run/source.ts';
import type { Provenance } from '../../study/provenance.ts';
import { sameSetting } from '../../study/spec.ts';
import { settingOf } from '../settingName.ts';
import { taskCosts, type Cost } from './costs.ts';

/** Of what is stored in *Cures*: the paper's cure, and no gate at all. */
const DROPOUT = 'dropout:0.1';
const UNIFORM = 'uniform';
/** An expert below this mean weight is unused: by it the stored cures were counted, so the races are, too. */
const THRESHOLD = 0.01;

/** A setting without anything that was measured in it. */
export interface Place {
  place: StoredSetting;
  /** The run without cures. */
  base: RunSpec;
}

/** The same setting on other seeds, as the race of the chapter shows it. */
interface OtherSeeds {
  seedBase: number;
  without: Rate;
  dropout: Rate;
  /** What a polarized gate costs its task, of the tasks that there are. */
  costs: Cost[];
}

export interface Measured extends Place {
  seeds: number;
  seedBase: number;
  /** Runs with a polarized gate. */
  without: Rate;
  dropout: Rate;
  /** Whether fewer or more runs polarized with dropout: McNemar's p. */
  p: number;
  /** Held-out loss to that without dropout; and of gates that are fixed uniform to that of gates. */
  loss: Ratio;
  noGate: Ratio;
  made: Provenance;
  /** Null where there is no race of this setting. */
  race: OtherSeeds | null;
}

/** Every setting, in the order in which the table has them. */
export const PLACES: readonly Place[] = STORED_SETTINGS.map((place) => {
  const { regime, ...options } = settingOf(place);
  return { place, base: cureBase(regime, options) };
});

/** The two arms of a race of this setting; null where the race is of another one. */
function otherSeeds(base: RunSpec, race: StoredRace | null): OtherSeeds | null {
  if (!race || !sameSetting(race.spec.base, base)) return null;
  const [without, dropout] = race.runs;
  const costs = taskCosts(without, dropout, THRESHOLD);
  return {
    seedBase: race.spec.seedBase,
    without: polarizationRates(without, THRESHOLD).z5,
    dropout: polarizationRates(dropout, THRESHOLD).z5,
    costs: tasksOf(base).map(({ index }) => costs[index].polarized),
  };
}

/**
 * What is stored of a setting.
 * @param race - without and with gate dropout, or null
 * @throws Error where the cures lack the paper's or that of no gate at all
 */
function measuredIn({ place, base }: Place, known: KnownCures, race: StoredRace | null): Measured {
  const [none, dropout, uniform] = ['none', DROPOUT, UNIFORM].map((id) => known.cures.find((cure) => cure.id === id));
  if (!none || !dropout?.against || !uniform?.against) throw new Error(`Not stored for ${place}: a cure`);
  return {
    place,
    base,
    seeds: known.seeds,
    seedBase: known.seedBase,
    without: none.z5,
    dropout: dropout.z5,
    p: dropout.against.z5.p,
    loss: dropout.against.loss,
    noGate: uniform.against.loss,
    made: known.made,
    race: otherSeeds(base, race),
  };
}

/** What is stored of every setting; rejects where a file does not come. */
export const findMeasured = (): Promise<Measured[]> =>
  Promise.all(
    PLACES.map(async (place) => {
      const { regime, data } = settingOf(place.place);
      const [known, race] = await Promise.all([storedCures(place.place), storedPolarization(regime, 'dropout', data)]);
      return measuredIn(place, known, race);
    }),
  );

/** What the races and sweeps of the Polarization chapter compare: settings in, study specs out. Pure. */
import { sourceNamed, STUDY_DATA, type StudyData } from '../../experiments/polarization/polarization.ts';
import { gateCount } from '../../model/spec.ts';
import { regimeRun, REGIMES, type Regime } from '../../run/regimes.ts';
import { modelOf, withoutCures, type RunSpec } from '../../run/runSpec.ts';
import type { StudyArm, StudySpec } from '../../study/spec.ts';

/** A measured regime, or what the controls show. */
export const REGIME_CHOICES = [...REGIMES, 'controls'] as const;
export type RegimeChoice = Regime | 'controls';

/** The words for the setting of results under `polarization.regime`: the controls may have been moved since. */
export const regimeThen = (regime: RegimeChoice): Regime | 'controlsThen' =>
  regime === 'controls' ? 'controlsThen' : regime;

/** What runs are trained on; with the controls' setting on what the controls say. Words under `polarization.data.<data>`. */
export const DATA_CHOICES = STUDY_DATA;

/**
 * The settings there are on some data. On real rows there are no positions, which the run that the page opens with is about.
 */
export const regimesOn = (data: StudyData): readonly RegimeChoice[] =>
  data === 'census' ? ['adam', 'async', 'controls'] : REGIME_CHOICES;

/** `dropout`: without against with gate dropout. `story`: synchronous, asynchronous, asynchronous with dropout. */
const ARM_PRESETS = ['dropout', 'story'] as const;
export type ArmPreset = (typeof ARM_PRESETS)[number];
/** Words for each under `polarization.arm.<label>`. */
export type ArmLabel = 'without' | 'with' | 'synchronous' | 'asynchronous' | 'asynchronousWith';

/** What changes with the data: on rows of Census-Income synchronous Adam is what polarizes and does not break. */
export const onData = (data: StudyData): Partial<RaceSettings> =>
  data === 'census' ? { data, regime: 'adam', arms: 'dropout', steps: undefined } : { data, steps: undefined };

/** What is compared on some data: on rows of Census-Income staleness makes nothing of a story. */
export const presetsOn = (data: StudyData): readonly ArmPreset[] => (data === 'census' ? ['dropout'] : ARM_PRESETS);

export interface RaceSettings {
  regime: RegimeChoice;
  /** Idle with the regime `controls`. */
  data: StudyData;
  arms: ArmPreset;
  seeds: number;
  seedBase: number;
  /** Gate dropout of the arms that have it. */
  dropout: number;
  /** Undefined = as the regime has it. */
  steps?: number;
}

export const MOST_SEEDS = 256;
/** The chapter opens with the paper's own story, of which two hundred seeds are stored: sixty of one's own may show less of it. */
export const defaultSettings = (): RaceSettings => ({
  regime: 'async',
  data: 'synthetic',
  arms: 'story',
  seeds: 60,
  seedBase: 1,
  dropout: 0.1,
});

/** The run that a race starts from, without gate dropout and without cures: what dropout does is compared, and nothing beside it. */
export function baseRun({ regime, data }: Pick<RaceSettings, 'regime' | 'data'>, controls: RunSpec): RunSpec {
  return regime === 'controls'
    ? withoutCures({ ...controls, training: { ...controls.training, gateDropout: 0 } })
    : regimeRun(regime, sourceNamed(data));
}

/** The story needs staleness: a regime with one worker gets the four of the paper's story. */
const STORY_WORKERS = 4;

const dropoutPath = 'run.training.gateDropout';
const workersPath = 'run.training.workers';

/** @param controls - the run that the controls show, for the regime `controls` */
export function raceSpec(
  { regime, data, arms, seeds, seedBase, dropout, steps }: RaceSettings,
  controls: RunSpec,
): StudySpec {
  const start = baseRun({ regime, data }, controls);
  const base: RunSpec = steps === undefined ? start : { ...start, training: { ...start.training, steps } };
  const workers = base.training.workers > 1 ? base.training.workers : STORY_WORKERS;
  const byPreset: Record<ArmPreset, (StudyArm & { label: ArmLabel })[]> = {
    dropout: [
      { label: 'without', changes: { [dropoutPath]: 0 } },
      { label: 'with', changes: { [dropoutPath]: dropout } },
    ],
    story: [
      { label: 'synchronous', changes: { [dropoutPath]: 0, [workersPath]: 1 } },
      { label: 'asynchronous', changes: { [dropoutPath]: 0, [workersPath]: workers } },
      { label: 'asynchronousWith', changes: { [dropoutPath]: dropout, [workersPath]: workers } },
    ],
  };
  return { base, arms: byPreset[arms], seeds, seedBase };
}

/** Gates of the models of a study: four, one that serves all tasks, or none. */
export const gatesOf = ({ spec }: { spec: StudySpec }): number => gateCount(modelOf(spec.base));

/** Ways to break a run, each a run to open. Words under `polarization.failure.<id>`. */
export const FAILURES = ['symmetry', 'doubleScale', 'sixteenWorkers', 'divergence'] as const;
export type Failure = (typeof FAILURES)[number];

export function failureRun(failure: Failure): RunSpec {
  const run = regimeRun('async');
  const { model, training } = { model: run.model, training: { ...run.training, gateDropout: 0.1 } };
  switch (failure) {
    // Equal experts stay equal only while every gate treats them alike: the gates start at zero.
    case 'symmetry':
      return {
        ...run,
        model: { ...model, identicalExperts: true, gateInitScale: 0 },
        training: { ...training, workers: 1 },
      };
    case 'doubleScale':
      return { ...run, model: { ...model, initScale: 2 }, training };
    case 'sixteenWorkers':
      return { ...run, model, training: { ...training, workers: 16 } };
    case 'divergence':
      return { ...run, model, training: { ...training, optimizer: 'sgd', learningRate: 3 } };
  }
}

/** What the races and sweeps of the Polarization chapter compare: settings in, study specs out. Pure. */
import { regimeRun, REGIMES, type Regime } from '../../experiments/regimes.ts';
import type { RunSpec } from '../../experiments/runSpec.ts';
import type { StudyArm, StudySpec } from '../../experiments/study.ts';

/** A measured regime, or what the controls show. */
export const REGIME_CHOICES = [...REGIMES, 'controls'] as const;
export type RegimeChoice = Regime | 'controls';

/** `dropout`: without against with gate dropout. `story`: synchronous, asynchronous, asynchronous with dropout. */
export const ARM_PRESETS = ['dropout', 'story'] as const;
export type ArmPreset = (typeof ARM_PRESETS)[number];
/** Words for each under `polarization.arm.<label>`. */
export type ArmLabel = 'without' | 'with' | 'synchronous' | 'asynchronous' | 'asynchronousWith';

export interface RaceSettings {
  regime: RegimeChoice;
  arms: ArmPreset;
  seeds: number;
  seedBase: number;
  /** Gate dropout of the arms that have it. */
  dropout: number;
  /** Undefined = as the regime has it. */
  steps?: number;
}

export const MOST_SEEDS = 256;
export const defaultSettings = (): RaceSettings => ({ regime: 'async', arms: 'dropout', seeds: 60, seedBase: 1, dropout: 0.1 });

/** The run that a race starts from, without gate dropout. */
export function baseRun(regime: RegimeChoice, controls: RunSpec): RunSpec {
  return regime === 'controls' ? { ...controls, training: { ...controls.training, gateDropout: 0 } } : regimeRun(regime);
}

/** The story needs staleness: a regime with one worker gets the four of the paper's story. */
const STORY_WORKERS = 4;

const dropoutPath = 'run.training.gateDropout';
const workersPath = 'run.training.workers';

/** @param controls - the run that the controls show, for the regime `controls` */
export function raceSpec({ regime, arms, seeds, seedBase, dropout, steps }: RaceSettings, controls: RunSpec): StudySpec {
  const start = baseRun(regime, controls);
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

/** What can be swept. Words under `polarization.knob.<knob>`. */
export const KNOBS = ['dropout', 'workers', 'learningRate', 'initScale', 'sharedLayer'] as const;
export type Knob = (typeof KNOBS)[number];

export interface Sweep {
  knob: Knob;
  /** Field path of the knob. */
  path: string;
  values: readonly number[];
  /** The curves: by mask for the dropout rate, without and with dropout for the others. Words under `polarization.series.<series>`. */
  series: readonly { id: 'example' | 'batch' | 'without' | 'with'; changes: StudyArm['changes'] }[];
  /** Categories instead of a scale. */
  categories?: boolean;
}

const withAndWithout = (dropout: number): Sweep['series'] => [
  { id: 'without', changes: { [dropoutPath]: 0 } },
  { id: 'with', changes: { [dropoutPath]: dropout } },
];

const rounded = (value: number): number => Number(value.toPrecision(3));

/** The sweep of a knob around a run. */
export function sweepOf(knob: Knob, base: RunSpec, dropout: number): Sweep {
  switch (knob) {
    case 'dropout':
      return {
        knob, path: dropoutPath, values: [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5],
        series: [{ id: 'example', changes: { 'run.training.mask': 'example' } }, { id: 'batch', changes: { 'run.training.mask': 'batch' } }],
      };
    case 'workers': return { knob, path: workersPath, values: [1, 2, 4, 8, 16], series: withAndWithout(dropout) };
    case 'learningRate':
      return { knob, path: 'run.training.learningRate', values: [0.25, 0.5, 1, 2, 4].map((factor) => rounded(factor * base.training.learningRate)), series: withAndWithout(dropout) };
    case 'initScale':
      return { knob, path: 'run.model.initScale', values: [0.5, 0.75, 1, 1.5, 2].map((factor) => rounded(factor * base.model.initScale)), series: withAndWithout(dropout) };
    case 'sharedLayer':
      return { knob, path: 'run.model.sharedUnits', values: [0, base.model.sharedUnits || 16], series: withAndWithout(dropout), categories: true };
  }
}

/** The study of a sweep: series by series, value by value. */
export function sweepSpec(sweep: Sweep, base: RunSpec, seeds: number, seedBase: number): StudySpec {
  return {
    base, seeds, seedBase,
    arms: sweep.series.flatMap(({ id, changes }) => sweep.values.map((value) => ({ label: `${id} ${String(value)}`, changes: { ...changes, [sweep.path]: value } }))),
  };
}

/** Ways to break a run, each a run to open. Words under `polarization.failure.<id>`. */
export const FAILURES = ['symmetry', 'doubleScale', 'sixteenWorkers', 'divergence'] as const;
export type Failure = (typeof FAILURES)[number];

export function failureRun(failure: Failure): RunSpec {
  const run = regimeRun('async');
  const { model, training } = { model: run.model, training: { ...run.training, gateDropout: 0.1 } };
  switch (failure) {
    // Equal experts stay equal only while every gate treats them alike: the gates start at zero.
    case 'symmetry': return { ...run, model: { ...model, identicalExperts: true, gateInitScale: 0 }, training: { ...training, workers: 1 } };
    case 'doubleScale': return { ...run, model: { ...model, initScale: 2 }, training };
    case 'sixteenWorkers': return { ...run, model, training: { ...training, workers: 16 } };
    case 'divergence': return { ...run, model, training: { ...training, optimizer: 'sgd', learningRate: 3 } };
  }
}

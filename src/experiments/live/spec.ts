/** What a live experiment is: a world and its training, the arms, the score that ranks, and how queries are shared out. */
import { ranks, type ScoreForm } from '../../metrics/combinedScore.ts';
import { positionBiasRun } from '../../run/regimes.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { sameSetting, type StudyArm } from '../../study/spec.ts';
import type { BiasHandling } from '../../model/spec.ts';
import { POSITIONS } from '../../world/spec.ts';
import { isFit, sized, type Architecture, type Size } from '../compare/architectures.ts';
import { compareRun, DEFAULT_SETTINGS, frameOf } from '../compare/spec.ts';
import { changesOf } from '../compare/variants.ts';

/** Models of *Compare*'s table, in its order. Names of arms are what results and words call them by. */
const ARCHITECTURE_ARMS = [
  'shared-bottom-small',
  'shared-bottom-large',
  'one-gate-small',
  'one-gate-large',
  'mmoe-4',
  'mmoe-8',
  'cgc-small',
  'cgc-large',
] as const;
/** Ways to treat position bias (Zhao et al. 2019, section 4.4). */
const TREATMENT_ARMS = [
  'none',
  'input-feature',
  'adversarial',
  'shallow-tower',
] as const satisfies readonly BiasHandling[];
/** The model of a run that was given: the one that is open in the page. */
export const OPEN_ARM = 'open';
/** Arms that nothing is trained for: control once more, ranking by the truth, and by chance. */
export const EXTRA_ARMS = ['aa', 'oracle', 'random'] as const;

export type ArchitectureArm = (typeof ARCHITECTURE_ARMS)[number];
export type TreatmentArm = (typeof TREATMENT_ARMS)[number];
export type TrainedArm = ArchitectureArm | TreatmentArm | typeof OPEN_ARM;
export type ExtraArm = (typeof EXTRA_ARMS)[number];
export type ArmName = TrainedArm | ExtraArm;

/** `architectures`: the world of *Compare*, without positions. `position-bias`: world W1, whose log was ranked. */
export const LIVE_WORLDS = ['architectures', 'position-bias'] as const;
export type LiveWorld = (typeof LIVE_WORLDS)[number];
/** Or that of a run that was given: the one that is open in the page. */
export type AnyWorld = LiveWorld | typeof OPEN_ARM;

/** Arms that can be trained in each world; the first is control where nothing else is said. */
export const ARMS_OF: Record<AnyWorld, readonly TrainedArm[]> = {
  architectures: ARCHITECTURE_ARMS,
  'position-bias': TREATMENT_ARMS,
  open: TREATMENT_ARMS,
};

/** `split`: a query is answered by one arm, drawn at random. `paired`: every arm's list for the same query, which no production system can do. */
export const DESIGNS = ['split', 'paired'] as const;
export type Design = (typeof DESIGNS)[number];

/** `drawn`: users click or not. `expected`: the true probability in the place of each answer. */
export const ANSWERS = ['drawn', 'expected'] as const;
export type Answers = (typeof ANSWERS)[number];

export interface LiveSpec {
  world: AnyWorld;
  /** Training steps of every arm. */
  steps: number;
  control: TrainedArm;
  /** The others that are trained. */
  arms: readonly TrainedArm[];
  extras: readonly ExtraArm[];
  /** What `open` is: as an arm, and as a world. */
  open?: RunSpec;
  form: ScoreForm;
  /** [4] of click, watch time, like, rating. */
  weights: readonly number[];
  /** Queries that arrive in all. */
  queries: number;
  /** Items that are ranked for each. */
  candidates: number;
  design: Design;
  answers: Answers;
}

/** World, model and training that all arms have but for what makes them an arm. */
export function baseOf({ world, steps, open }: Pick<LiveSpec, 'world' | 'steps' | 'open'>): RunSpec {
  if (world === 'architectures') return compareRun({ ...DEFAULT_SETTINGS, steps });
  if (world === OPEN_ARM && !open) throw new RangeError('there is no open run whose world it could be');
  const base = world === OPEN_ARM ? open! : positionBiasRun();
  return { ...base, training: { ...base.training, steps } };
}

export const DEFAULT_STEPS: Record<LiveWorld, number> = {
  architectures: DEFAULT_SETTINGS.steps,
  'position-bias': positionBiasRun().training.steps,
};

/** An architecture and a size out of an arm's name: MMoE with four experts is small, with eight it is large. */
function architectureOf(arm: ArchitectureArm): { architecture: Architecture; size: Size } {
  if (arm === 'mmoe-4') return { architecture: 'mmoe-4', size: 'small' };
  if (arm === 'mmoe-8') return { architecture: 'mmoe-8', size: 'large' };
  const at = arm.lastIndexOf('-');
  return { architecture: arm.slice(0, at) as Architecture, size: arm.slice(at + 1) as Size };
}

const isArchitecture = (arm: TrainedArm): arm is ArchitectureArm =>
  (ARCHITECTURE_ARMS as readonly string[]).includes(arm);

/** What a run of an arm differs in from the base, by field path. Not of `open`, which is a run of its own. */
export function changesOfArm(base: RunSpec, arm: Exclude<TrainedArm, typeof OPEN_ARM>): StudyArm['changes'] {
  if (!isArchitecture(arm)) return { 'run.model.biasHandling': arm };
  const { architecture, size } = architectureOf(arm);
  const model = sized(architecture, size, frameOf(base));
  if (!isFit(model)) throw new RangeError(`${arm} cannot be made to fit its budget`);
  return changesOf(model, model.taskWeights[0]);
}

/** Names of the fields of a world in which two differ: models of the one know nothing of the other. What is held out is trained on by neither. */
export function worldDifferences(a: RunSpec['world'], b: RunSpec['world']): (keyof RunSpec['world'])[] {
  const names = Object.keys(a) as (keyof RunSpec['world'])[];
  return names.filter((name) => name !== 'heldOut' && JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}

/** Trained arms, control first. */
export const trainedOf = ({ control, arms }: Pick<LiveSpec, 'control' | 'arms'>): TrainedArm[] => [
  control,
  ...arms.filter((arm) => arm !== control),
];

/** Arms in the order in which they stand everywhere: control first, those that nothing is trained for last. */
export const armsOf = (spec: Pick<LiveSpec, 'control' | 'arms' | 'extras'>): ArmName[] => [
  ...trainedOf(spec),
  ...EXTRA_ARMS.filter((arm) => spec.extras.includes(arm)),
];

/** Whose model ranks for an arm; null where none does. */
export const modelArm = ({ control }: Pick<LiveSpec, 'control'>, arm: ArmName): TrainedArm | null =>
  arm === 'oracle' || arm === 'random' ? null : arm === 'aa' ? control : arm;

/** Whether the model that ranks for an arm is among those that diverged. */
export const isLost = (spec: Pick<LiveSpec, 'control'>, diverged: readonly TrainedArm[], arm: ArmName): boolean =>
  diverged.some((one) => one === modelArm(spec, arm));

/** Arms that one query goes to. */
export const listsPerQuery = (spec: LiveSpec): number => (spec.design === 'paired' ? armsOf(spec).length : 1);

/**
 * Units of a comparison of an arm with control after a number of queries: of split ones those that came to either.
 * @param queries - that arrived
 */
export const unitsOf = (spec: LiveSpec, queries: number): number =>
  spec.design === 'paired' ? queries : (2 * queries) / armsOf(spec).length;

/** Queries in all that so many units of one comparison take. */
export const queriesFor = (spec: LiveSpec, units: number): number =>
  spec.design === 'paired' ? units : (units * armsOf(spec).length) / 2;

/** Where the confidence sequence is tightest: at half of the queries that are planned. */
export const tightestAt = (spec: LiveSpec): number => Math.max(1, unitsOf(spec, spec.queries / 2));

/** @throws RangeError naming what no experiment can be made of */
export function checkLive(spec: LiveSpec): void {
  const { world, open, weights, candidates, queries, control } = spec;
  baseOf(spec);
  if (!ranks(weights)) throw new RangeError('all weights of the score are 0: every candidate has the same score');
  if (!Number.isInteger(candidates) || candidates < POSITIONS)
    throw new RangeError(`${String(candidates)} candidates do not fill a page of ${String(POSITIONS)}`);
  if (!Number.isInteger(queries) || queries < 1)
    throw new RangeError(`queries must be a whole number above 0, not ${String(queries)}`);
  if (armsOf(spec).length < 2) throw new RangeError('an experiment has an arm beside control');
  for (const arm of trainedOf(spec)) {
    if (arm === OPEN_ARM) {
      if (!open) throw new RangeError('there is no open model to be an arm');
      const differences = worldDifferences(baseOf(spec).world, open.world);
      if (differences.length > 0)
        throw new RangeError(`the open model is of another world: ${differences.join(', ')} differ`);
    } else if (!ARMS_OF[world].includes(arm)) {
      throw new RangeError(`${arm} is of another world than ${control}`);
    }
  }
}

/** Whether two experiments ask the same: everything but how many queries. */
export function sameExperiment(a: LiveSpec, b: LiveSpec): boolean {
  const sameOpen = a.open && b.open ? sameSetting(a.open, b.open) : a.open === b.open;
  const rest = ({ world, steps, form, weights, candidates, design, answers, ...spec }: LiveSpec): string =>
    JSON.stringify([world, steps, form, weights, candidates, design, answers, armsOf(spec)]);
  return sameOpen && rest(a) === rest(b);
}

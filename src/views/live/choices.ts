/** What the next experiment is of: the reader's choices, the specification that they make, and what is wrong with them. Pure. */
import type { LiveStudySpec, NullSpec } from '../../experiments/live/live.ts';
import {
  ARMS_OF,
  DEFAULT_STEPS,
  EXTRA_ARMS,
  OPEN_ARM,
  worldDifferences,
  baseOf,
  sameExperiment,
  type Answers,
  type AnyWorld,
  type Design,
  type TrainedArm,
} from '../../experiments/live/spec.ts';
import { ranks, type ScoreForm } from '../../metrics/combinedScore.ts';
import type { RunSpec } from '../../run/runSpec.ts';

export interface LiveChoices {
  world: AnyWorld;
  /** Arms that are trained, in their order; control is one of them. */
  arms: readonly TrainedArm[];
  control: TrainedArm;
  /** The run that was open when it, or its world, was chosen. */
  open: RunSpec | null;
  queries: number;
  candidates: number;
  design: Design;
  answers: Answers;
  form: ScoreForm;
  /** [4] of click, watch time, like, rating. */
  weights: readonly number[];
  seed: number;
}

export const QUERY_COUNTS = [2_000, 20_000, 200_000] as const;
export const CANDIDATES = { min: 9, max: 100 };
export const WEIGHT = { min: 0, max: 20 };
export const SEED = { min: 0, max: 4_294_000_000 };
export const WORLDS = ['architectures', 'position-bias', OPEN_ARM] as const satisfies readonly AnyWorld[];

const FIRST_ARMS: Record<AnyWorld, readonly TrainedArm[]> = {
  architectures: ['shared-bottom-small', 'mmoe-8'],
  'position-bias': ['none', 'shallow-tower'],
  open: ['none', OPEN_ARM],
};

export const defaultChoices = (): LiveChoices => ({
  world: 'architectures',
  arms: FIRST_ARMS.architectures,
  control: 'shared-bottom-small',
  open: null,
  queries: 200_000,
  candidates: 20,
  design: 'split',
  answers: 'drawn',
  form: 'sum',
  weights: [1, 1, 1, 1],
  seed: 3,
});

/** Arms that are offered in a world: those of the world, and the open model. */
export const offered = (world: AnyWorld): readonly TrainedArm[] => [...ARMS_OF[world], OPEN_ARM];

/** The choices in another world, with its own first arms. @param run - that is open in the page */
export const inWorld = (choices: LiveChoices, world: AnyWorld, run: RunSpec): LiveChoices => ({
  ...choices,
  world,
  arms: FIRST_ARMS[world],
  control: FIRST_ARMS[world][0],
  open: world === OPEN_ARM ? run : null,
});

/** One arm more or less, in their order; never none. Control that goes makes the first of the others control. */
export function toggledArm(choices: LiveChoices, arm: TrainedArm, run: RunSpec): LiveChoices {
  const has = choices.arms.includes(arm);
  const arms = offered(choices.world).filter((one) => (one === arm ? !has : choices.arms.includes(one)));
  if (arms.length === 0) return choices;
  const open = arm !== OPEN_ARM || choices.world === OPEN_ARM ? choices.open : has ? null : run;
  return { ...choices, arms, open, control: arms.includes(choices.control) ? choices.control : arms[0] };
}

/** The experiment that these choices ask for. */
export function specOf(choices: LiveChoices): LiveStudySpec {
  const { world, arms, control, open, queries, candidates, design, answers, form, weights, seed } = choices;
  return {
    world,
    steps: world === OPEN_ARM ? (open?.training.steps ?? 1) : DEFAULT_STEPS[world],
    control,
    arms: arms.filter((arm) => arm !== control),
    extras: EXTRA_ARMS,
    ...(open && { open }),
    queries,
    candidates,
    design,
    answers,
    form,
    weights,
    seeds: 1,
    seedBase: seed,
  };
}

/** Whether an experiment is of what is chosen now: the same arms in the same world, however many queries came. */
export const isOf = (spec: LiveStudySpec, choices: LiveChoices): boolean =>
  spec.seedBase === choices.seed && sameExperiment(spec, specOf(choices));

/** A/A experiments that a class can wait for. */
const NULL_EXPERIMENTS = 200;
/** Queries watched in each, as in the stored ones. */
export const NULL_QUERIES = 2000;

/** The A/A experiments that these choices ask for: of control alone, always split and answered by users. */
export function nullSpecOf(choices: LiveChoices): NullSpec {
  const { seedBase, seeds: _, open, ...live } = specOf(choices);
  const used = open && (live.world === OPEN_ARM || live.control === OPEN_ARM);
  return {
    live: { ...live, ...(used && { open }), arms: [], extras: ['aa'], design: 'split', answers: 'drawn' },
    seed: seedBase,
    experiments: NULL_EXPERIMENTS,
    queries: NULL_QUERIES,
  };
}

/** Whether A/A experiments are of what is chosen now. */
export function isNullOf({ live, seed }: NullSpec, choices: LiveChoices): boolean {
  const asked = nullSpecOf(choices);
  return seed === asked.seed && sameExperiment(live, asked.live);
}

/** Fields in which the world of an open run differs from an experiment's. */
export const foreign = (world: AnyWorld, run: RunSpec): (keyof RunSpec['world'])[] =>
  world === OPEN_ARM ? [] : worldDifferences(baseOf({ world, steps: 1 }).world, run.world);

/** Why no experiment can be made of the choices. */
export type Problem = 'weights' | 'noShared';

export function problemOf({ weights, world, arms, open }: LiveChoices): Problem | null {
  if (!ranks(weights)) return 'weights';
  const needs = arms.some((arm) => arm === 'input-feature' || arm === 'adversarial');
  return world === OPEN_ARM && needs && open?.model.sharedUnits === 0 ? 'noShared' : null;
}

/**
 * The lesson as data. A step says what it shows, what it asks, and how what came out is read; no step draws anything itself (see the components
 * beside this file). A prediction that is locked in before the outcome is what teaches (Crouch et al. 2004, doi 10.1119/1.1707018).
 */
import type { Chapter } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { LabState } from '../../run/labState.ts';
import type { Owner } from '../studyClient.ts';

/** The steps in their order. Words: `lesson.steps.<id>.…` of the catalogue. */
export const STEP_IDS = [
  'objectives',
  'conflict',
  'experts',
  'gates',
  'impression',
  'polarization',
  'dropout',
  'chance',
  'position',
  'bias',
  'baselines',
  'serving',
  'live',
  'loop',
  'end',
] as const;
export type StepId = (typeof STEP_IDS)[number];

/** What is asked before it is seen. */
export type Question =
  /** One of a few. Words: `lesson.steps.<id>.choices.<choice>`, or the name of a task where a choice is a task's. */
  | { kind: 'choice'; choices: readonly string[] }
  /** A number on a scale. */
  | { kind: 'number'; from: number; to: number; step: number; unit: Unit }
  /** Where a curve that has begun will end: it is dragged in the picture of its beginning. Its whole course is drawn once it has come out. */
  | {
      kind: 'end';
      from: number;
      to: number;
      unit: Unit;
      begun: () => readonly Point[];
      course: () => readonly Point[];
      steps: () => number;
    }
  /** A curve over the positions 1 to 9, drawn point by point. */
  | { kind: 'curve'; points: number; from: number; to: number; unit: Unit };

export type Unit = 'percent' | 'count' | 'logits' | 'loss' | 'experts';
/** Step and value. */
export type Point = readonly [step: number, value: number];

/** What was predicted, and what came out: of one kind for one question. */
export type Answer =
  | { kind: 'choice'; choice: string }
  | { kind: 'number'; value: number }
  | { kind: 'curve'; values: readonly number[] };

/** A sentence of the catalogue, under `lesson.steps.<id>.said.<key>`; numbers are put into the reader's notation where it is drawn. */
export interface Said {
  key: string;
  values?: Readonly<Record<string, string | number>>;
}

/** What came out on this machine. */
export interface Outcome {
  came: Answer;
  /** What is true, where the question asks for something of which the truth is known. */
  truth?: Answer;
  /** Whether the prediction was right; null where that is not a matter of right and wrong, or cannot be told from this run. */
  right: boolean | null;
  /** Why it came out like this, from the run's own numbers. Says so where the effect did not appear, and which setting shows it. */
  said: readonly Said[];
}

export interface LessonStep {
  id: StepId;
  chapter: Chapter;
  /** About how long it takes in class. */
  minutes: number;
  /** About how long it takes a reader alone. */
  alone: number;
  /** The run that it is about; absent: whatever run is open. */
  run?: () => RunSpec;
  /** What is shown of it, and how fast it trains. */
  view?: Partial<LabState['view']>;
  /** Train to here as soon as the step opens: what is talked about is there. */
  at?: number;
  /** Keys of the catalogue that name the pictures it is about: they are marked, and the first comes into sight. */
  marks: readonly string[];
  /** Pictures that show the answer: they are covered until the prediction is locked in. */
  veils?: readonly string[];
  /** They show what was stored until the reader's own results have come: they stay covered till then. */
  veiledToEnd?: boolean;
  /** Pictures that have nothing to say in this step: the style sheet of their chapter leaves them out. */
  leaves?: readonly string[];
  /** Parts of pictures that show the answer while the rest is needed to give one: the style sheet of the picture hides them by that name. */
  hides?: readonly string[];
  /** Paths of the fields that the reader may change from here on, beside play, step and reset. */
  controls: readonly string[];
  question?: Question;
  /** What came out has another answer in other settings: the way to the table of those stands below it. */
  compares?: boolean;
  /** It asks its reader to start and stop the run: what does that stays in sight on a phone. */
  plays?: boolean;
  /** Whose study `begins` starts; absent: what was asked about comes of the run on screen. */
  study?: Owner;
  /** Lets happen what was asked about, once the prediction is locked in: trains on, or starts a study. */
  begins?: () => void;
  /** What came out; null until it has. Called again whenever something may have changed: see `watches`. */
  outcome?: (predicted: Answer) => Outcome | null;
  /** Tells when `outcome` or `done` may have changed, beside new frames of the run. @returns how to stop */
  watches?: (changed: () => void) => () => void;
  /** Whether what a step without a question asks for has been done; absent: it is done by reading. Words: `lesson.steps.<id>.said.done`. */
  done?: () => boolean;
  /** Chooses what its pictures show when it is opened, beside `view`. */
  prepares?: () => void;
}

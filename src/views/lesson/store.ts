/** How far the reader is in the lesson: what was predicted and what came out. Kept in this browser, where it lets itself be kept. */
import * as v from 'valibot';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { asWord } from '../remembered.ts';
import { KEPT_AS } from './left.ts';
import { STEP_IDS, type Answer, type Outcome, type StepId } from './types.ts';

/** Hands that were raised, by choice. */
export type Votes = Readonly<Record<string, number>>;

/** A prediction that was locked in. Nothing changes it any more; what came out is written beside it once. */
export interface Given {
  answer: Answer;
  /** Milliseconds of `Date.now()`. */
  lockedAt: number;
  /** What a class voted, where it did. */
  votes?: Votes | undefined;
  outcome?: Outcome | undefined;
  /** Opens the run that it came out of, at that step. */
  link?: string | undefined;
  /** The class has been shown it. */
  revealed?: boolean | undefined;
}

export interface Lesson {
  /** The step that is open, or was when the lesson was left. */
  step: StepId;
  /** Steps that were opened. */
  seen: readonly StepId[];
  given: Readonly<Partial<Record<StepId, Given>>>;
  /** Predictions that have not been locked in. */
  drafts: Readonly<Partial<Record<StepId, Answer>>>;
  /** Votes that have been counted and not locked in. */
  votes: Readonly<Partial<Record<StepId, Votes>>>;
  /** When it began, by `Date.now()`; null: it has not. */
  begunAt: number | null;
  /** When it began before a class; null: it has not. */
  clock: number | null;
  /** Whether a reader who comes back is asked to go on. */
  offered: boolean;
}

const begin = (): Lesson => ({
  step: STEP_IDS[0],
  seen: [],
  given: {},
  drafts: {},
  votes: {},
  begunAt: null,
  clock: null,
  offered: true,
});

const step = v.picklist(STEP_IDS);
const number = v.pipe(v.number(), v.finite());
const answer = v.variant('kind', [
  v.object({ kind: v.literal('choice'), choice: v.string() }),
  v.object({ kind: v.literal('number'), value: number }),
  v.object({ kind: v.literal('curve'), values: v.array(number) }),
]);
const votes = v.record(v.string(), v.pipe(number, v.integer(), v.minValue(0)));
const outcome = v.object({
  came: answer,
  truth: v.exactOptional(answer),
  right: v.nullable(v.boolean()),
  said: v.array(
    v.object({ key: v.string(), values: v.exactOptional(v.record(v.string(), v.union([v.string(), number]))) }),
  ),
});
const given = v.object({
  answer,
  lockedAt: number,
  votes: v.exactOptional(votes),
  outcome: v.exactOptional(outcome),
  link: v.exactOptional(v.string()),
  revealed: v.exactOptional(v.boolean()),
});
const byStep = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.partial(v.object(v.entriesFromList(STEP_IDS, schema)));
const KEPT = v.object({
  step,
  seen: v.array(step),
  given: byStep(given),
  drafts: byStep(answer),
  votes: byStep(votes),
  begunAt: v.nullable(number),
  clock: v.nullable(number),
  offered: v.boolean(),
});

/** @returns what was kept; undefined for anything else: the lesson then begins anew */
export function readLesson(word: string): Lesson | undefined {
  try {
    const { success, output } = v.safeParse(KEPT, JSON.parse(word));
    return success ? output : undefined;
  } catch {
    return undefined;
  }
}

export const useLesson = create<Lesson>()(
  persist<Lesson>(begin, {
    name: KEPT_AS,
    storage: asWord(readLesson, (lesson) => (lesson.begunAt === null ? null : JSON.stringify(lesson))),
  }),
);

/** A step is open. @param now - milliseconds of `Date.now()` */
export function opened(id: StepId, now: number): void {
  useLesson.setState(({ seen, begunAt }) => ({
    step: id,
    seen: seen.includes(id) ? seen : [...seen, id],
    begunAt: begunAt ?? now,
    offered: true,
  }));
}

/** A prediction as it stands before it is locked in; after that nothing changes. */
export function drafted(id: StepId, answer: Answer): void {
  useLesson.setState(({ given, drafts }) => (given[id] ? {} : { drafts: { ...drafts, [id]: answer } }));
}

/** Takes back what was about to be predicted. */
export function clearDraft(id: StepId): void {
  useLesson.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: undefined } }));
}

/** A class that began longer ago than this is over: the next time is another one. */
const CLASS_MS = 3 * 3_600_000;

/** The lesson is shown to a class. A page that was loaded anew in the middle of it goes on with its time. @param now - by `Date.now()` */
export function startClock(now: number): void {
  useLesson.setState(({ clock }) => ({ clock: clock !== null && now - clock < CLASS_MS ? clock : now }));
}

/** Locks a prediction in; one that was locked in stays as it was. */
export function lockIn(id: StepId, answer: Answer, now: number): void {
  useLesson.setState(({ given, votes }) => {
    if (given[id]) return {};
    const counted = votes[id];
    return { given: { ...given, [id]: { answer, lockedAt: now, ...(counted && { votes: counted }) } } };
  });
}

/** Changes what is written beside a locked prediction; where there is none, nothing. */
function beside(id: StepId, change: (one: Given) => Partial<Given>): void {
  useLesson.setState(({ given }) => {
    const one = given[id];
    return one ? { given: { ...given, [id]: { ...one, ...change(one) } } } : {};
  });
}

/** Writes down what came out. The first time counts: what is seen later was seen with the outcome known. */
export function cameOut(id: StepId, outcome: Outcome, link: string): void {
  beside(id, (one) => (one.outcome ? {} : { outcome, link }));
}

/** Shows a class what came out, or what will. */
export function reveal(id: StepId): void {
  beside(id, () => ({ revealed: true }));
}

/** Counts the hands for a choice; after the prediction is locked in nothing changes. @param count - a whole number from 0 */
export function countVotes(id: StepId, choice: string, count: number): void {
  useLesson.setState(({ given, votes }) =>
    given[id] ? {} : { votes: { ...votes, [id]: { ...votes[id], [choice]: count } } },
  );
}

/** Forgets every prediction: the lesson begins anew. */
export function forgetAll(now: number): void {
  useLesson.setState(({ clock }) => ({ ...begin(), begunAt: now, clock: clock === null ? null : now }));
}

/** Whoever comes back is not asked again until the lesson is opened the next time. */
export function offerNoMore(): void {
  useLesson.setState({ offered: false });
}

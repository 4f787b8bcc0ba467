/** What the next loop is of, as the reader's choices, as a specification, and as words of the address. Pure. */
import {
  DEFAULT_BOOST,
  DEFAULT_LOOP,
  LOOP_STARTS,
  type LoopSpec,
  type LoopStart,
} from '../../experiments/loop/spec.ts';
import { TREATMENTS, type Treatment } from '../../experiments/position-bias/treatments.ts';

export type LoopChoices = Omit<LoopSpec, 'seedBase' | 'queries'>;

export const BOOSTS = [0, 0.35, 0.7, 1.4] as const;
export const RANDOMNESS = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;
export const SEED_COUNTS = [1, 2, 4, 8, 20] as const;
export const ROUNDS = { min: 1, max: 10 };
export const IMPRESSIONS = { min: 450, max: 27_000 };
export const STEPS = { min: 20, max: 2000 };

export const defaultChoices = (): LoopChoices => ({
  start: 'boost',
  boost: DEFAULT_BOOST.boost,
  ...DEFAULT_LOOP,
  treatments: TREATMENTS,
  seeds: 8,
});

export const specOf = (choices: LoopChoices): LoopSpec => ({ ...choices, seedBase: 1 });

/** Whether two loops go round in the same way: whichever treatments and seeds they have, and however many rounds. */
export const sameQuestion = (a: LoopChoices, b: LoopChoices): boolean =>
  (['start', 'boost', 'randomness', 'impressions', 'steps', 'warm'] as const).every((name) => a[name] === b[name]);

/** The treatments with one more or one less, in their order; the last one stays. */
export function toggled(treatments: readonly Treatment[], one: Treatment): readonly Treatment[] {
  const without = treatments.filter((other) => other !== one);
  if (without.length === treatments.length) return TREATMENTS.filter((t) => t === one || treatments.includes(t));
  return without.length === 0 ? treatments : without;
}

/** Another start, with the boost that goes with it. */
export const startedAt = (start: LoopStart): Partial<LoopChoices> => ({ start, boost: DEFAULT_BOOST[start] });

/** What a start is called: after the first log, and after whether anything is added to the scores that follow. */
export const startName = (start: LoopStart, boost: number): 'boost' | 'boostNone' | 'plain' | 'plainBoost' => {
  if (start === 'boost') return boost > 0 ? 'boost' : 'boostNone';
  return boost > 0 ? 'plainBoost' : 'plain';
};

/** What the reader looks at in the chapter. */
export interface LoopPlace {
  choices: LoopChoices;
  /** Null: the last one that there is. */
  round: number | null;
  /** Null: the mean of all. */
  seed: number | null;
  /** The results in sight are the reader's own: whoever opens the link has them made anew. */
  own: boolean;
}

/** Numbers of the address, with their bounds. */
const NUMBERS = {
  boost: [0, 10, false],
  randomness: [0, 1, false],
  rounds: [ROUNDS.min, ROUNDS.max, true],
  seeds: [1, 20, true],
  impressions: [IMPRESSIONS.min, IMPRESSIONS.max, true],
  steps: [STEPS.min, STEPS.max, true],
} as const;
type NumberName = keyof typeof NUMBERS;
const NAMES = Object.keys(NUMBERS) as NumberName[];

/** As words behind the #; what is as the chapter opens is left out. */
export function placeWords({ choices, round, seed, own }: LoopPlace): string {
  const opening = { ...defaultChoices(), ...startedAt(choices.start) };
  const words = new URLSearchParams();
  if (choices.start !== defaultChoices().start) words.set('start', choices.start);
  for (const name of NAMES) if (choices[name] !== opening[name]) words.set(name, String(choices[name]));
  if (choices.warm) words.set('warm', '1');
  if (choices.treatments.length < TREATMENTS.length) words.set('treatments', choices.treatments.join('*'));
  if (round !== null) words.set('round', String(round));
  if (seed !== null) words.set('seed', String(seed));
  if (own) words.set('own', '1');
  return words.size > 0 ? `#${words.toString()}` : '';
}

/** A number of the address within its bounds, or undefined. */
function numberIn(
  text: string | null,
  [low, high, whole]: readonly [low: number, high: number, whole: boolean],
): number | undefined {
  if (text === null || !/^\d+(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= low && value <= high && (!whole || Number.isInteger(value)) ? value : undefined;
}

/** What some words say; whatever cannot be used is as the chapter opens. */
export function readPlace(fragment: string): LoopPlace {
  const words = new URLSearchParams(fragment.replace(/^#/, ''));
  const start = LOOP_STARTS.find((name) => name === words.get('start')) ?? defaultChoices().start;
  const choices: LoopChoices = { ...defaultChoices(), ...startedAt(start), warm: words.get('warm') === '1' };
  for (const name of NAMES) choices[name] = numberIn(words.get(name), NUMBERS[name]) ?? choices[name];
  const named = words.get('treatments')?.split('*') ?? [];
  const treatments = TREATMENTS.filter((treatment) => named.includes(treatment));
  return {
    choices: treatments.length > 0 ? { ...choices, treatments } : choices,
    round: numberIn(words.get('round'), [1, ROUNDS.max, true]) ?? null,
    seed: numberIn(words.get('seed'), [0, 4_294_967_295, true]) ?? null,
    own: words.get('own') === '1',
  };
}

/** The loop: its settings, what is known of it, the study that runs it, what is looked at. Kept outside React: leaving the chapter stops nothing. */
import { create } from 'zustand';
import { storedLoop } from '../../experiments/loop/stored.ts';
import { roundsIn } from '../../experiments/loop/summary.ts';
import { choose, emptyShelf, shownOf, withStored, type Shelf } from '../../study/evidence.ts';
import { setFragment, useFragments } from '../fragment.ts';
import { shelved, withRuns } from '../shelved.ts';
import { startStudy } from '../studies.ts';
import { defaultChoices, placeWords, readPlace, specOf, type LoopChoices } from './settings.ts';
import { finishedLoop, roundOf, seedsOf, type ShownLoop } from './shown.ts';

interface LoopState {
  choices: LoopChoices;
  shelf: Shelf<ShownLoop>;
  /** Null: the last one that there is. */
  round: number | null;
  /** Null: the mean of all. */
  seed: number | null;
  /** The rounds are being played. */
  playing: boolean;
}

export const useLoops = create<LoopState>()(() => ({
  choices: defaultChoices(),
  shelf: emptyShelf(),
  round: null,
  seed: null,
  playing: false,
}));

/** Changes what the next loop is of; the stored results follow the start. */
export const setChoices = (change: Partial<LoopChoices>): void => {
  useLoops.setState(({ choices }) => ({ choices: { ...choices, ...change } }));
  // Without the stored file the card still measures.
  if (change.start !== undefined) findStored().catch(() => undefined);
};

const reshelve = (change: (shelf: Shelf<ShownLoop>) => Shelf<ShownLoop>): void => {
  useLoops.setState(({ shelf }) => ({ shelf: change(shelf) }));
};

export const chooseLoop = (id: number): void => {
  reshelve((shelf) => choose(shelf, id));
};

export const chooseSeed = (seed: number | null): void => {
  useLoops.setState({ seed });
};

/** Finds what was measured beforehand from the start that is set. */
export async function findStored(): Promise<void> {
  const { start } = useLoops.getState().choices;
  const known = await storedLoop(start);
  // Another start may have been set meanwhile.
  if (useLoops.getState().choices.start !== start) return;
  const { spec, runs, made } = known;
  reshelve((shelf) => withStored(shelf, { data: { spec, runs }, finished: seedsOf(runs).length, made }));
}

/** Sends all treatments round the loop. */
export function startLoop(): void {
  const spec = specOf(useLoops.getState().choices);
  startStudy(
    'loop',
    'loop',
    spec,
    shelved(reshelve, { asked: { spec, runs: [] }, add: withRuns, finished: finishedLoop }),
  );
}

/** How long a round stands while they are played. */
const ROUND_MS = 1100;
let timer: ReturnType<typeof setInterval> | undefined;

export function pauseRounds(): void {
  clearInterval(timer);
  timer = undefined;
  useLoops.setState({ playing: false });
}

/** Looks at a round; the rounds stand still. */
export const chooseRound = (round: number | null): void => {
  pauseRounds();
  useLoops.setState({ round });
};

/** Goes through the rounds that there are, from the next one on; from the first one where the last is in sight. */
export function playRounds(): void {
  pauseRounds();
  const shown = (): { round: number; last: number } | null => {
    const { shelf, round } = useLoops.getState();
    const data = shownOf(shelf)?.data;
    return data && data.runs.length > 0 ? { round: roundOf(data, round), last: roundsIn(data.runs) } : null;
  };
  const first = shown();
  if (!first) return;
  useLoops.setState({ playing: true, round: first.round >= first.last ? 1 : first.round + 1 });
  timer = setInterval(() => {
    const now = shown();
    if (!now || now.round >= now.last) pauseRounds();
    else useLoops.setState({ round: now.round + 1 });
  }, ROUND_MS);
}

/** What the address says of the state. Own results are said by what they were made from. */
function wordsOf({ choices, shelf, round, seed }: LoopState): string {
  const shown = shownOf(shelf);
  const own = shown !== null && shown.id > 0 ? shown : shelf.live;
  return placeWords({ choices: own ? own.data.spec : choices, round, seed, own: own !== null });
}

let written = '';
/** Takes up what the address says, once for each time that it says something else than this page wrote. */
function follow(fragment: string): void {
  if (fragment === written) return;
  written = fragment;
  const { own, ...place } = readPlace(fragment);
  useLoops.setState(place);
  findStored().catch(() => undefined);
  if (own) startLoop();
}

/** Keeps the address and the chapter the same from now on. */
export function followAddress(): void {
  follow(useFragments.getState().loop ?? '');
  useFragments.subscribe((fragments) => {
    follow(fragments.loop ?? '');
  });
  useLoops.subscribe((state) => {
    written = wordsOf(state);
    setFragment('loop', written);
  });
}

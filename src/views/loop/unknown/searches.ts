/** The search for an unnamed bias: its settings, what is known of it, the study that makes it. Kept outside React: leaving the chapter stops nothing. */
import { create } from 'zustand';
import type { SearchedWorld } from '../../../experiments/unknown-bias/search.ts';
import { searchRun } from '../../../experiments/unknown-bias/spec.ts';
import {
  STORED_SETTINGS,
  storedSearch,
  type KnownSearch,
  type StoredSetting,
} from '../../../experiments/unknown-bias/stored.ts';
import { choose, emptyShelf, withStored, type Shelf } from '../../../study/evidence.ts';
import { shelved } from '../../shelved.ts';
import { startStudy } from '../../studies.ts';
import { askedOf, culpritOf, defaultChoices, storedSettingOf, type Asked, type SearchChoices } from './settings.ts';

export interface ShownSearch {
  asked: Asked;
  worlds: readonly SearchedWorld[];
}

interface SearchState {
  choices: SearchChoices;
  shelf: Shelf<ShownSearch>;
  /** Searches whose surprise the reader has been told. */
  told: readonly number[];
  /** Stored searches that have been fetched. */
  known: Partial<Record<StoredSetting, KnownSearch>>;
}

export const useSearches = create<SearchState>()(() => ({
  choices: defaultChoices(),
  shelf: emptyShelf(),
  told: [],
  known: {},
}));

const reshelve = (change: (shelf: Shelf<ShownSearch>) => Shelf<ShownSearch>): void => {
  useSearches.setState(({ shelf }) => ({ shelf: change(shelf) }));
};

export const chooseSearch = (id: number): void => {
  reshelve((shelf) => choose(shelf, id));
};

/** Tells what biases clicks in a search whose culprit was drawn. */
export const reveal = (id: number): void => {
  useSearches.setState(({ told }) => ({ told: [...told, id] }));
};

/** Shows the stored search of what is chosen, if it has been fetched and there is one. */
function showStored(): void {
  const { choices, known } = useSearches.getState();
  const setting = storedSettingOf(choices);
  const found = setting ? known[setting] : undefined;
  if (!found) {
    reshelve((shelf) => withStored(shelf, null));
    return;
  }
  const culprit = culpritOf(choices.culprit, 0);
  const worlds = found.worlds.filter((world) => world.culprit === culprit);
  const asked: Asked = { ...found.spec, base: searchRun(found.spec), culprit, surprise: false };
  reshelve((shelf) => withStored(shelf, { data: { asked, worlds }, finished: worlds.length, made: found.made }));
}

/** Changes what the next search is of; the stored results follow. */
export const setChoices = (change: Partial<SearchChoices>): void => {
  useSearches.setState(({ choices }) => ({ choices: { ...choices, ...change } }));
  showStored();
};

/** Fetches the stored searches; one that does not come is missing. */
export async function findStored(): Promise<void> {
  const fetched = async (setting: StoredSetting): Promise<void> => {
    if (useSearches.getState().known[setting]) return;
    const found = await storedSearch(setting);
    useSearches.setState(({ known }) => ({ known: { ...known, [setting]: found } }));
  };
  await Promise.allSettled(STORED_SETTINGS.map(fetched));
  showStored();
}

/** With worlds that have just been searched. */
const withWorlds = (before: ShownSearch, worlds: readonly SearchedWorld[]): ShownSearch => ({
  ...before,
  worlds: [...before.worlds, ...worlds],
});

/** What was finished: all models of a world come to their end together. */
const finishedSearch = ({ asked, worlds }: ShownSearch): { data: ShownSearch; finished: number } => ({
  data: { asked: { ...asked, seeds: worlds.length }, worlds },
  finished: worlds.length,
});

/** Lets every column take its turn, world by world. */
export function startSearch(): void {
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  const asked = askedOf(useSearches.getState().choices, drawn);
  startStudy(
    'unknown',
    'unknownBias',
    asked,
    shelved(reshelve, { asked: { asked, worlds: [] }, add: withWorlds, finished: finishedSearch }),
  );
}

/** Where the pictures of the hand-out are kept between visits: the browser's own storage, which may be full, forbidden or silent. */
import { createStore, entries, set } from 'idb-keyval';
import * as v from 'valibot';
import { LANGUAGES } from '../../../i18n/index.ts';
import { inTime } from '../../keep/shelf.ts';
import type { Kept, Shown } from './kept.ts';

const text = v.string();
const POINTS = v.array(v.tuple([v.number(), v.number()]));
const SHOWN = v.object({
  language: v.picklist(LANGUAGES),
  pictures: v.array(v.object({ card: text, title: text, subtitle: text, svg: text, sources: v.array(text) })),
  begun: v.optional(POINTS),
  course: v.optional(POINTS),
  lockedAt: v.nullable(v.number()),
});

/** @returns what was kept; anything else that is there is left out */
export function readKept(found: readonly (readonly [key: unknown, value: unknown])[]): Kept {
  return Object.fromEntries(
    found.flatMap(([key, value]) => {
      const { success, output } = v.safeParse(SHOWN, value);
      return typeof key === 'string' && success ? [[key, output]] : [];
    }),
  );
}

/** A store of its own: opening it fails where storage is forbidden. */
const open = () => createStore('mmoe-lab-handout', 'pictures');

/** @throws where there is no storage */
export const loadKept = (): Promise<Kept> => inTime(async () => readKept(await entries<IDBValidKey, unknown>(open())));

/** @throws where there is no room, or no storage */
export const putKept = (key: string, shown: Shown): Promise<void> => inTime(() => set(key, shown, open()));

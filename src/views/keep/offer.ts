/** Offers to go on with the run of a page that was closed or crashed. */
import { courseKey } from '../../run/link.ts';
import type { Decoded } from '../../run/readLink.ts';
import { opening, readLink } from '../address.ts';
import { useWishes } from '../client.ts';
import { goOnWith, plannedNow } from '../control.ts';
import { notifyOffer } from '../notices.ts';
import { usePageView } from '../pageView.ts';
import { stepNow } from '../store.ts';
import { resumable, readKept } from './bringBack.ts';
import { closedAt, forgetClosed } from './closed.ts';
import { leftBehind } from './leftBehind.ts';
import { openPages } from './pages.ts';
import { keeper } from './present.ts';
import type { Note, Shelf } from './shelf.ts';

/** Whether this visit is one to be asked: by the plain address, or by a link to the same run. */
const isAsked = ({ state }: Decoded, plain: boolean): boolean =>
  usePageView.getState().embed === null && (plain || courseKey(plannedNow()) === courseKey(state));

/** A reader who came back by the browser's Back, or by a link to the step, is there already. */
const isThere = ({ state }: Decoded, step: number): boolean =>
  courseKey(plannedNow()) === courseKey(state) && Math.max(stepNow(), useWishes.getState().until) >= step;

/** Offers what was left behind, if anything was. @throws where there is no storage: then nothing was */
export async function offerKept(shelf: Shelf): Promise<void> {
  const open = await openPages();
  if (!open) return;
  const { newest, older } = leftBehind(await shelf.notes(), open, Date.now());
  const drop = async ({ id }: Pick<Note, 'id'>): Promise<void> => {
    forgetClosed([id]);
    await shelf.drop([id]).catch(() => undefined);
  };
  for (const note of older) await drop(note);
  if (!newest) return;
  const decoded = await readLink(closedAt(newest.id) ?? newest.link);
  const step = Math.max(newest.step, decoded.at);
  if (isThere(decoded, step)) return drop(newest);
  if (!isAsked(decoded, opening.plain)) return;
  notifyOffer(
    {
      key: 'notice.kept',
      values: { step, time: newest.time },
      action: { key: 'notice.keptGoOn', run: () => void goOn(shelf, newest, decoded, step) },
      declined: () => void drop(newest),
    },
    'kept',
  );
}

async function goOn(shelf: Shelf, note: Note, { state }: Decoded, step: number): Promise<void> {
  const file = await shelf.run(note.id).catch(() => undefined);
  const saved = await readKept(file);
  const going = resumable(state, saved);
  // What cannot be read is trained there again: the strip below the pictures says so.
  goOnWith({ run: state.run, timeline: state.timeline }, state.view, { until: step, ...(going && { saved: going }) });
  forgetClosed([note.id]);
  if (file && going) await keeper.adopt({ ...note, step: going.step }, file).catch(() => undefined);
  else await shelf.drop([note.id]).catch(() => undefined);
}

/** Keeps the address and the state the same: the address always is the link to what is shown. */
import type { AskedBackend } from '../engine/types.ts';
import { defaultState, type Chapter } from '../run/labState.ts';
import { BACKEND_KEY, backendOf, encodeState, isPacked, PACKED_KEY } from '../run/link.ts';
import { encodePage, noPageView } from '../run/pageView.ts';
import type { Decoded } from '../run/readLink.ts';
import type { Course } from '../run/timeline.ts';
import { plannedNow, returnTo, setView } from './control.ts';
import { startLeaving, stepLeft } from './leaving.ts';
import { notifyLinkProblems } from './notices.ts';
import { setFragment, useFragments } from './fragment.ts';
import { isEmbedded, setPageView, usePageView } from './pageView.ts';
import { goToPlace, usePlaces } from './place.ts';
import { useLab } from './store.ts';
import { throttled } from './throttle.ts';

/** Browsers refuse frequent changes of the address (Safari: 100 in 30 s). */
const WRITE_MS = 350;
/** How long after the start the code that reads links is fetched, if no link has asked for it. */
const READER_MS = 4000;

/** What the address asks to train on, if anything. It is no part of the state, but it stays in the address. */
export function askedBackend(): AskedBackend | undefined {
  return backendOf(location.search);
}

/** A term of the glossary, or what a chapter says of itself; another chapter's words are no term. */
const fragmentOf = (chapter: Chapter): string =>
  chapter === 'glossary' ? location.hash.replace(/.*=.*/, '') : (useFragments.getState()[chapter] ?? '');
/** The address says what is looked at in a chapter. */
const readFragment = (chapter: Chapter): void => {
  if (chapter !== 'glossary') setFragment(chapter, location.hash);
};

/**
 * The link to what is shown now: the run from its beginning, with what was changed while it trained.
 * @param at - the step to train to when the link is opened
 * @param backend - the backend it asks for; default the one that this page was asked for
 * @param page - how the page is shown there; default as a page of its own, outside of the lesson
 */
export function currentLink(at = 0, backend = askedBackend(), page = noPageView()): string {
  return linkTo(plannedNow(), at, backend, page);
}

/** The link to a run, shown as what is shown now, in that chapter; default the open one. The rest as for {@link currentLink}. */
export function linkTo(
  course: Course,
  at = 0,
  backend = askedBackend(),
  page = noPageView(),
  chapter = useLab.getState().state.view.chapter,
): string {
  const view = { ...useLab.getState().state.view, chapter };
  const query = encodeState({ ...course, view }, at);
  const search = [query, backend && `backend=${backend}`, encodePage(page)].filter(Boolean).join('&');
  const place = fragmentOf(view.chapter);
  return `${location.origin}${location.pathname}${search ? `?${search}` : ''}${place}`;
}

/** The link to the run that the page opens with. */
export const openingLink = (): string => {
  const backend = askedBackend();
  return `${location.pathname}${backend ? `?backend=${backend}` : ''}`;
};

/** What the browser keeps beside an address. */
interface Kept {
  place: number;
}
const kept = (): Kept => ({ place: usePlaces.getState().place });
const placeOf = (state: unknown): number =>
  typeof state === 'object' && state !== null && 'place' in state && typeof state.place === 'number' ? state.place : 0;

/** What stands in the address: the run, and how the page is shown. */
const addressNow = (): string => currentLink(0, undefined, usePageView.getState());

const writeNow = (): void => {
  const link = addressNow();
  // Every entry is one of ours: what was changed by hand after the # makes one without a state.
  if (link !== location.href || history.state === null || placeOf(history.state) !== kept().place)
    history.replaceState(kept(), '', link);
};
const write = throttled(WRITE_MS, 'trailing', writeNow);

let pushing = false;
/** A new entry in the browser's history, to come back from: one, also where chapter and run change together. */
const push = (): void => {
  if (pushing) return;
  // Going back in the page around an embedded one is not going back in this one.
  if (isEmbedded()) {
    write();
    return;
  }
  pushing = true;
  queueMicrotask(() => {
    pushing = false;
    write.cancel();
    history.pushState(kept(), '', addressNow());
  });
};

/** Whether an address says nothing of a run: at most which engine is asked for. */
function asksForEngineOnly(search: string): boolean {
  const backend = backendOf(search);
  return search === '' || (backend !== undefined && search === `?${BACKEND_KEY}=${backend}`);
}

/** How the page was opened: by its plain address, or by a link to a run. */
export const opening = { plain: false };

let reader: ((search: string) => Decoded) | null = null;
/** Reads a link. The schemas that it is held to are fetched for it: a visit by the plain address starts without them. */
export async function readLink(search: string): Promise<Decoded> {
  if (asksForEngineOnly(search)) return { state: defaultState(), at: 0, problems: [], page: noPageView() };
  const [{ decodeState }, plain] = await Promise.all([import('../run/readLink.ts'), unpack(search)]);
  reader = decodeState;
  const decoded = decodeState(plain.search);
  if (plain.unreadable !== null)
    decoded.problems.unshift({ key: PACKED_KEY, given: plain.unreadable, reason: 'packed' });
  // Only a page inside of another one has a single picture: its names are fetched for it.
  return decoded.page.embed ? (await import('./embed/withCard.ts')).withCard(decoded) : decoded;
}

async function unpack(search: string): Promise<{ search: string; unreadable: string | null }> {
  return isPacked(search) ? (await import('../run/packedLink.ts')).unpacked(search) : { search, unreadable: null };
}

/** While the browser moves through its history, nothing is added to it. */
let moving = false;

function onPopState(event: PopStateEvent): void {
  const { search } = location;
  write.cancel();
  // No place of ours: what stands after the # was changed by hand.
  if (event.state === null) writeNow();
  else if (reader && !isPacked(search)) moveTo(event, reader(search));
  // It has not come: the page stays as it is, and the address says so.
  else
    readLink(search).then((decoded) => {
      moveTo(event, decoded);
    }, writeNow);
}

function moveTo(event: PopStateEvent, { state, problems, page }: Decoded): void {
  moving = true;
  notifyLinkProblems(problems);
  const { lang, theme } = usePageView.getState();
  setPageView({ ...page, lang, theme });
  const place = placeOf(event.state);
  if (place !== usePlaces.getState().place) returnTo(goToPlace(place, plannedNow()) ?? state);
  // Within a place only the chapter changes: what the reader did to the run stays.
  setView({ ...state.view, speed: useLab.getState().state.view.speed });
  readFragment(state.view.chapter);
  moving = false;
  write.cancel();
  writeNow();
}

/**
 * Reads the state from the address, names what could not be used, and mirrors every change from now on. Call once, before the session starts.
 * @returns the run to open, and the step to train to at once: the link's, or where the reader who comes back had left it
 */
export async function startAddress(): Promise<{ course: Course; until: number }> {
  const { search } = location;
  opening.plain = asksForEngineOnly(search);
  const { state, at, problems, page } = await readLink(search);
  useLab.setState({ state });
  setPageView(page);
  const place = placeOf(history.state);
  usePlaces.setState({ place, last: place });
  // The entry that the page was opened with is one of ours, too: the browser comes back to it.
  history.replaceState({ place } satisfies Kept, '');
  notifyLinkProblems(problems);
  readFragment(state.view.chapter);
  write();
  useLab.subscribe((lab, before) => {
    if (lab.state === before.state || moving) return;
    // A chapter is a place to come back to; a slider's every value is not.
    if (lab.state.view.chapter !== before.state.view.chapter && addressNow() !== location.href) push();
    else write();
  });
  useFragments.subscribe(() => {
    if (!moving) write();
  });
  usePageView.subscribe(({ lesson }, before) => {
    if (moving) return;
    // A step of the lesson is a place to come back to; leaving the lesson is not.
    if (lesson !== null && lesson !== before.lesson) push();
    else write();
  });
  usePlaces.subscribe(({ place: now, last }, before) => {
    if (!moving && last > before.last && now === last) push();
  });
  addEventListener('popstate', onPopState);
  startLeaving();
  // Going back in the browser's history will ask for it; training comes first, and the first chapter.
  setTimeout(() => {
    readLink('?').catch(() => undefined);
  }, READER_MS);
  return {
    course: { run: state.run, timeline: state.timeline },
    until: at || Math.min(stepLeft(search), state.run.training.steps),
  };
}

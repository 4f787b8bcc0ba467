/** The pictures that the lesson has had on screen, kept for its hand-out. */
import { create } from 'zustand';
import { currentLanguage, loadArea } from '../../../i18n/index.ts';
import { plannedNow } from '../../control.ts';
import { stepNow, useLab } from '../../store.ts';
import { pageFile } from '../../pageFile.ts';
import { usePageView } from '../../pageView.ts';
import { isRunOf } from '../ofStep.ts';
import { givenTo } from '../open.ts';
import type { Given } from '../store.ts';
import type { LessonStep } from '../types.ts';
import { keyOf, openCards, type Kept, type Shown, type When } from './kept.ts';
import { loadKept, putKept } from './shelf.ts';

interface Keeping {
  kept: Kept;
  /** The browser keeps nothing: what is there lasts as long as the page. */
  refused: boolean;
}

export const useKept = create<Keeping>()(() => ({ kept: {}, refused: false }));

const refuse = (): void => {
  useKept.setState({ refused: true });
};

const isInside = (): boolean => usePageView.getState().embed !== null;

let loading: Promise<void> | undefined;

/** Fetches what was kept on an earlier visit, once; what is on this page is newer. A page inside of another remembers nothing. */
export function loadPictures(): Promise<void> {
  loading ??= isInside()
    ? Promise.resolve()
    : loadKept().then((before) => {
        useKept.setState(({ kept }) => ({ kept: { ...before, ...kept } }));
      }, refuse);
  return loading;
}

/** Keeps what was on screen; where the browser has no room for it, for as long as the page is open. */
function keep(key: string, shown: Shown): void {
  useKept.setState(({ kept }) => ({ kept: { ...kept, [key]: shown } }));
  if (!isInside()) putKept(key, shown).catch(refuse);
}

/** Whether the run that is open stands still where the step is asked about, or beyond it where nothing is asked. */
function standsAsked(step: LessonStep): boolean {
  const { status } = useLab.getState();
  if (status === 'opening' || status === 'running' || status === 'failed') return false;
  if (!step.run) return true;
  const at = step.at ?? 0;
  return isRunOf(step, plannedNow()) && (step.question ? stepNow() === at : stepNow() >= at);
}

/** Whether what is on screen is what this outcome came out of: it would come out of it again, number by number. */
const standsCame = (step: LessonStep, { answer, outcome }: Given): boolean =>
  outcome !== undefined && JSON.stringify(step.outcome?.(answer)) === JSON.stringify(outcome);

/**
 * What of a step's pictures may be kept now.
 * @param covered - whether what came out is still held back
 * @returns null: nothing
 */
function dueOf(
  step: LessonStep,
  covered: boolean,
): { when: When; cards: readonly string[]; lockedAt: number | null } | null {
  const given = givenTo(step);
  if (!given) return standsAsked(step) ? { when: 'asked', cards: openCards(step), lockedAt: null } : null;
  if (covered || !standsCame(step, given)) return null;
  return { when: 'came', cards: step.marks, lockedAt: given.lockedAt };
}

/**
 * Keeps the pictures of the open step, unless they are kept already or are not what the step is about.
 * @returns whether there is nothing more to be kept for now
 */
export async function keepPictures(step: LessonStep, covered: boolean): Promise<boolean> {
  const due = dueOf(step, covered);
  const language = currentLanguage();
  if (!due) return false;
  const key = keyOf(step.id, due.when, language);
  await loadPictures();
  const before = useKept.getState().kept[key];
  const isKept = before !== undefined && before.lockedAt === due.lockedAt;
  if (due.cards.length === 0 || (isKept && before.pictures.length === due.cards.length)) return true;
  const [{ pictureOfCard }] = await pageFile(() => Promise.all([import('./readCard.ts'), loadArea('takeout')]));
  // Meanwhile something may have been changed.
  if (JSON.stringify(dueOf(step, covered)) !== JSON.stringify(due)) return false;
  const pictures = due.cards.map((card) => pictureOfCard(card, due.when === 'came')).filter((one) => one !== null);
  if (pictures.length === 0 || (isKept && pictures.length <= before.pictures.length)) return false;
  const line = step.question?.kind === 'end' ? step.question : undefined;
  const course = due.when === 'came' ? line?.course() : undefined;
  const shown: Shown = { language, pictures, begun: line?.begun(), course, lockedAt: due.lockedAt };
  keep(key, shown);
  return pictures.length === due.cards.length;
}

/** Where what is taken out of the page comes from, in words: the line below every picture. */
import { isSynthetic } from '../../run/source.ts';
import { currentLink } from '../address.ts';
import type { Say } from '../say.ts';
import { stepNow, useLab } from '../store.ts';
import { nameOf, wordsIn } from './card.ts';

/** A longer link says nothing on paper; it is in the picture's description and among the settings. */
const MOST_PRINTED = 260;

/** Chapters and cards whose numbers are of studies, whatever run is open. */
const STUDIES: readonly string[] = ['polarization', 'cures', 'compare', 'live', 'loop'];
const STUDIED: Readonly<Partial<Record<string, readonly string[]>>> = {
  gates: ['sharing'],
  'position-bias': ['treatments', 'missing'],
};

/** Whether a card's numbers are of the run that is open, rather than of a study. */
function isOfTheRun(card: HTMLElement): boolean {
  const [chapter, name] = nameOf(card).split('.');
  const isStudy = STUDIES.includes(chapter) || (STUDIED[chapter]?.includes(name) ?? false);
  return !isStudy && !(card.dataset.source ?? card.querySelector('[data-made]'));
}

/** What made stored numbers: said in the card, or in one above it that shows the same ones. */
function madeOf(card: HTMLElement): string {
  const own = card.querySelector('[data-made]');
  const above = Array.from(document.querySelectorAll('[data-card] [data-made]')).filter(
    (made) => made.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return wordsIn(own ?? above.at(-1) ?? null);
}

/** What made the numbers: what the reader's machine trained, or who made the stored ones. */
function madeBy({ t }: Say, card: HTMLElement): string {
  const { source } = card.dataset;
  if (source === 'stored' || (source === undefined && card.querySelector('[data-made]')))
    return t('takeout.source.stored', { made: madeOf(card) }).trim();
  const engine = useLab.getState().opened?.engine;
  if (!engine || !isOfTheRun(card)) return t('takeout.source.here');
  const name = [t(`engine.backend.${engine.backend}`), engine.adapter].filter(Boolean).join(' · ');
  return t('takeout.source.hereWith', { engine: name });
}

/** Data and seeds of the run that is open. */
export function dataWords({ t }: Say): string {
  const { opened, state } = useLab.getState();
  const run = opened?.run ?? state.run;
  const { data, init, dropout, batch } = run.seeds;
  const source = isSynthetic(run)
    ? t('field.run.source.name.choice.synthetic')
    : (run.source.own?.name ?? t(`field.run.source.name.choice.${run.source.name}`));
  return t('takeout.source.data', { source, data, init, dropout, batch });
}

/** The page's name and version, and the chapter. */
export const appWords = ({ t }: Say, version: string): string =>
  t('takeout.source.app', {
    app: version ? `${t('shell.brand')} ${version}` : t('shell.brand'),
    chapter: t(`field.view.chapter.choice.${useLab.getState().state.view.chapter}`),
  });

/** @returns a line each */
export function sourceLines(say: Say, card: HTMLElement, version: string): string[] {
  const { t, numbers } = say;
  const name = card.getAttribute('aria-label') ?? '';
  const step = stepNow();
  const ofTheRun = isOfTheRun(card);
  const link = currentLink(ofTheRun ? step : 0);
  const first = [appWords(say, version), name, ofTheRun ? t('takeout.source.step', { step: numbers.fixed(step) }) : ''];
  return [
    first.filter(Boolean).join(' · '),
    madeBy(say, card),
    ...(ofTheRun ? [dataWords(say)] : []),
    ...(card.querySelector('[data-claim]') ? [t('takeout.source.claims')] : []),
    link.length <= MOST_PRINTED ? link : t('takeout.source.longLink'),
  ];
}

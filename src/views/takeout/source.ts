/** Where what is taken out of the page comes from, in words: the line below every picture. */
import { isSynthetic } from '../../run/source.ts';
import { currentLink } from '../address.ts';
import type { Say } from '../say.ts';
import { stepNow, useLab } from '../store.ts';
import { wordsIn } from './card.ts';

/** A longer link says nothing on paper; it is in the picture's description and among the settings. */
const MOST_PRINTED = 260;

/** What made the numbers: what the reader's machine trained, or who made the stored ones. */
function madeBy({ t }: Say, card: Element): string {
  const made = wordsIn(card.querySelector('[data-made]'));
  if (made !== '' && card.getAttribute('data-source') !== 'own') return t('takeout.source.stored', { made });
  const engine = useLab.getState().opened?.engine;
  if (card.getAttribute('data-source') === 'own' || !engine) return t('takeout.source.here');
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
    app: version ? `${t('app.name')} ${version}` : t('app.name'),
    chapter: t(`field.view.chapter.choice.${useLab.getState().state.view.chapter}`),
  });

/** Whether a card's numbers are of the run that is open, rather than of a study. */
const isOfTheRun = (card: Element): boolean =>
  card.getAttribute('data-source') === null && card.querySelector('[data-made]') === null;

/** @returns a line each */
export function sourceLines(say: Say, card: Element, version: string): string[] {
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

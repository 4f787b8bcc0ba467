/** Where what is taken out of the page comes from, in words: the line below every picture. */
import { isSynthetic } from '../../run/source.ts';
import { currentLink } from '../address.ts';
import type { Say } from '../say.ts';
import { stepNow, useLab } from '../store.ts';
import type { CardName } from '../cards.ts';
import { nameOf, wordsIn } from './card.ts';

/** A longer link says nothing on paper; it is in the picture's description and among the settings. */
const MOST_PRINTED = 260;

/** Chapters and cards whose numbers are of studies, whatever run is open. */
const STUDIES: readonly string[] = ['polarization', 'cures', 'compare', 'live', 'loop'];
const STUDIED: Readonly<Partial<Record<string, readonly string[]>>> = {
  gates: ['sharing'],
  'position-bias': ['treatments', 'missing'],
};

/** Whose results a card shows; one inside of another shows the same. */
const whose = (card: HTMLElement): string | undefined => card.closest<HTMLElement>('[data-source]')?.dataset.source;

/** Whether a card's numbers are of the run that is open, rather than of a study. */
function isOfTheRun(card: HTMLElement): boolean {
  const [chapter, name] = nameOf(card).split('.');
  const isStudy = STUDIES.includes(chapter) || (STUDIED[chapter]?.includes(name) ?? false);
  return !isStudy && !(whose(card) ?? card.querySelector('[data-made]'));
}

type Names = Readonly<Partial<Record<CardName, readonly CardName[]>>>;

/** Cards that show the stored results of other cards of their chapter, which say what made them. */
const SAME_AS: Readonly<Partial<Record<string, Names>>> = {
  polarization: { rates: ['race'], costs: ['race'] },
  cures: { cure: ['pareto'] },
  compare: {
    pairs: ['metrics'],
    curves: ['metrics'],
    seesaw: ['metrics'],
    paper: ['metrics'],
    offline: ['metrics'],
    reliability: ['metrics'],
    cost: ['metrics', 'compress'],
  },
  live: { verdicts: ['course'], share: ['course'] },
  loop: { shown: ['rounds'], bias: ['rounds'], learned: ['search'] },
};

/** What made stored numbers; nothing where no card says it. */
function madeOf({ t }: Say, card: HTMLElement): string {
  const [chapter, name] = nameOf(card).split('.') as [string, CardName];
  return [name, ...(SAME_AS[chapter]?.[name] ?? [])]
    .map((one) => wordsIn(document.querySelector(`[data-card="${chapter}.${one}"] [data-made]`)))
    .filter((made) => made !== '')
    .reduce((all, made) => (all === '' ? made : t('sentences', { first: all, second: made })), '');
}

/** What made the numbers: what the reader's machine trained, or who made the stored ones. */
function madeBy(say: Say, card: HTMLElement): string {
  const { t } = say;
  const source = whose(card);
  if (source === 'stored' || (source === undefined && card.querySelector('[data-made]')))
    return t('takeout.source.stored', { made: madeOf(say, card) }).trim();
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

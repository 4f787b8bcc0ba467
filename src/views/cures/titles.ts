/** What the results of cures allow to say: the answer to the chapter's question, and its cards' titles. Pure. */
import { isCosmetic, type Compared, type Measure } from '../../experiments/cures/recommend.ts';
import type { AgainstNone, CureSummary } from '../../experiments/cures/results.ts';
import type { McNemar } from '../../metrics/mcnemar.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import {
  changeBounds,
  changeWithBounds,
  combinationName,
  outcomeWords,
  pWords,
  settingName,
  type Setting,
} from './names.ts';
import { bestOf, isGood, NONE, PAPER, worstOf, worstRole, type CurePoint } from './points.ts';

/** What is known of a setting. */
export interface Known {
  setting: Setting | null;
  /** By what gates are judged. */
  measure: Measure;
  cures: readonly CureSummary[];
  /** Cures and runs that were asked for, none among them. */
  asked: { cures: number; runs: number };
}

const nameOf = (say: Say, cures: readonly CureSummary[], id: string): string =>
  combinationName(say, cures.find((cure) => cure.id === id)?.combination ?? []);

/** Of a cure that spreads weights and hardly what experts contribute: how many of the runs that were polarized by contributions still are. */
const cosmeticValues = ({ contributedZ5 }: AgainstNone) => ({
  was: contributedZ5.both + contributedZ5.onlyFirst,
  still: contributedZ5.both,
});

/** What to do about gates that collapse, in one sentence: the best cure of the stored results that are nearest to the reader's run. */
export function answerWords(say: Say, known: Pick<Known, 'setting' | 'cures'> | null): string {
  const { t } = say;
  const best = known ? bestOf(known.cures) : undefined;
  const none = known?.cures.find(({ id }) => id === NONE);
  if (!known?.setting || !best || !none) return t('cures.answer.before');
  const { cure, against, reason } = best;
  const answer = t(`cures.answer.${isGood(best) ? (reason as 'both' | 'loss' | 'spread') : 'open'}`, {
    best: combinationName(say, cure.combination),
    setting: settingName(say, known.setting),
    k: cure.z5.k,
    n: cure.z5.n,
    k0: none.z5.k,
    n0: none.z5.n,
    change: changeWithBounds(say, against.loss),
    interval: changeBounds(say, against.loss),
  });
  return inSentences(t, answer, isCosmetic(against) ? t('cures.answer.cosmetic', cosmeticValues(against)) : '');
}

/** What an advice rests on. */
interface Basis {
  setting: Setting;
  seeds: number;
  /** In what the reader's run is another one than those that were measured; null where it has no gates. */
  differs: readonly Compared[] | null;
  /** Of how many cures it is the best; null where it is not surely better than none. */
  bestOf: number | null;
}

/** From which results the advice is, how far those are from the reader's run, and what picking the best does. */
export function adviceWords(say: Say, { setting, seeds, differs, bestOf: n }: Basis): string {
  const { t } = say;
  const apart =
    differs === null
      ? t('cures.advice.noGates')
      : differs.length === 0
        ? t('cures.advice.exact')
        : t('cures.advice.other', { what: differs.map((one) => t(`cures.differs.${one}`)).join(t('comma')) });
  return inSentences(
    t,
    t('cures.advice.nearest', { setting: settingName(say, setting), seeds }),
    apart,
    n === null ? '' : t('cures.advice.picked', { n }),
  );
}

/** Whether nothing but divergence is known of a cure. */
const allDiverged = ({ diverged }: CureSummary): boolean => diverged.k === diverged.n;

/** How often gates polarize without a cure, which cure is best, which the paper's, which worst, with what was measured of each. */
function verdicts(
  say: Say,
  { cures, measure }: Pick<Known, 'cures' | 'measure'>,
  points: readonly CurePoint[],
): string {
  const { t } = say;
  const first = bestOf(cures, measure);
  const best = points.find(({ id }) => id === first?.cure.id);
  const worst = worstOf(points);
  const paper = points.find(({ id }) => id === PAPER);
  if (!first || !best) return t('cures.pareto.alone');
  const said = (
    key: 'best' | 'bestPaper' | 'open' | 'paper' | 'worst' | 'worstPaper' | 'most' | 'mostPaper',
    point: CurePoint,
  ): string => t(`cures.pareto.${key}`, { name: nameOf(say, cures, point.id), outcome: outcomeWords(say, point) });
  const isPaper = (point: CurePoint): boolean => point.id === PAPER;
  const none = points.find(({ id }) => id === NONE);
  return inSentences(
    t,
    none ? t('cures.pareto.problem', { k: none.rate.k, n: none.rate.n }) : '',
    said(!isGood(first) ? 'open' : isPaper(best) ? 'bestPaper' : 'best', best),
    measure === 'weights' && isCosmetic(first.against) ? t('cures.pareto.cosmetic', cosmeticValues(first.against)) : '',
    paper && !isPaper(best) && !(worst && isPaper(worst)) ? said('paper', paper) : '',
    worst && worst !== best ? said(isPaper(worst) ? `${worstRole(worst)}Paper` : worstRole(worst), worst) : '',
  );
}

/** The title of the picture. @param live - the results are still coming */
export function paretoTitle(
  say: Say,
  known: Pick<Known, 'cures' | 'asked' | 'measure'> | null,
  points: readonly CurePoint[],
  live: boolean,
): string {
  const { t } = say;
  if (!known || known.cures.length === 0) return t('cures.pareto.before');
  if (live)
    return t('cures.pareto.soFar', {
      n: known.cures.reduce((sum, { diverged }) => sum + diverged.n, 0),
      runs: known.asked.runs,
      cures: known.cures.length - 1,
      all: known.asked.cures - 1,
    });
  const gone = known.cures.filter(allDiverged);
  if (gone.length === known.cures.length) return t('cures.pareto.diverged');
  if (gone.some(({ id }) => id === NONE)) return t('cures.pareto.noneDiverged');
  return verdicts(say, known, points);
}

/** What stands where nothing can be drawn. @param missing - what is stored of a setting did not arrive; of the reader's own nothing is stored */
export function nothingWords(
  { t }: Pick<Say, 't'>,
  { own, running, missing }: { own: boolean; running: boolean; missing: boolean },
): string {
  if (running) return t('cures.pareto.awaited');
  if (own) return t('cures.pareto.nothing');
  return missing ? t('cures.missing') : '';
}

/** A p under which a difference is held for more than chance. */
const RISK = 0.05;
/** From this share on, runs polarized by contributions are told of beside those polarized by weights. */
const TOLD = 0.2;

/** How sure it is that a cure changes polarization at all; nothing where it surely polarizes fewer runs. */
function doubt({ t, numbers }: Say, { p, onlyFirst, onlySecond }: McNemar): string {
  if (p >= RISK) return t('cures.one.unsure', { p: numbers.fixed(p, 2) });
  const words = pWords({ numbers }, p);
  return onlySecond > onlyFirst ? t('cures.one.more', { p: words.startsWith('<') ? words : `= ${words}` }) : '';
}

/** What contributions say that weights do not; nothing where it is little. */
function contributedWords({ t }: Say, { z5, contributedZ5, against }: CureSummary, none: CureSummary): string {
  if (contributedZ5.rate < TOLD || contributedZ5.rate <= z5.rate) return '';
  const { k, n } = contributedZ5;
  return against && isCosmetic(against)
    ? t('cures.one.cosmetic', { k, n, ...cosmeticValues(against) })
    : t('cures.one.contributed', { k, n, k0: none.contributedZ5.k, n0: none.contributedZ5.n });
}

/** What a cure does, measured against none. @param none - of the same results */
export function cureTitle(say: Say, cure: CureSummary, none: CureSummary): string {
  const { t } = say;
  const { z5, dead, diverged, against } = cure;
  const gone = diverged.k > 0 ? t('cures.one.diverged', { k: diverged.k, n: diverged.n }) : '';
  if (!against)
    return inSentences(
      t,
      t('cures.one.noneTitle', { k: z5.k, n: z5.n, dead: t('cures.rate', { k: dead.k, n: dead.n }) }),
      gone,
    );
  const name = combinationName(say, cure.combination);
  if (allDiverged(cure)) return t('cures.one.divergedAll', { name });
  if (!Number.isFinite(against.loss.ratio)) return t('cures.one.noPairs', { name });
  return inSentences(
    t,
    t('cures.one.title', {
      name,
      k: z5.k,
      n: z5.n,
      k0: none.z5.k,
      n0: none.z5.n,
      change: changeWithBounds(say, against.loss),
    }),
    doubt(say, against.z5),
    contributedWords(say, cure, none),
    gone,
  );
}

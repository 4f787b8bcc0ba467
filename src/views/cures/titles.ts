/** What the results of cures allow to say: the answer to the chapter's question, and its cards' titles. Pure. */
import type { CureSummary } from '../../experiments/cures/results.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { boundsWords, changeWords, combinationName, outcomeWords, settingName, type Setting } from './names.ts';
import { bestOf, isGood, NONE, PAPER, worstOf, type CurePoint } from './points.ts';

/** What is known of a setting. */
export interface Known {
  setting: Setting | null;
  cures: readonly CureSummary[];
  /** Cures and runs that were asked for, none among them. */
  asked: { cures: number; runs: number };
}

const nameOf = (say: Say, cures: readonly CureSummary[], id: string): string =>
  combinationName(say, cures.find((cure) => cure.id === id)?.combination ?? []);

/** What to do about gates that collapse, in one sentence: the best cure of the stored results that are nearest to the reader's run. */
export function answerWords(say: Say, known: Pick<Known, 'setting' | 'cures'> | null): string {
  const { t } = say;
  const best = known ? bestOf(known.cures) : undefined;
  const none = known?.cures.find(({ id }) => id === NONE);
  if (!known?.setting || !best || !none) return t('cures.answer.before');
  const { cure, against, reason } = best;
  return t(`cures.answer.${isGood(best) ? (reason as 'both' | 'loss' | 'spread') : 'open'}`, {
    best: combinationName(say, cure.combination),
    setting: settingName(say, known.setting),
    k: cure.z5.k,
    n: cure.z5.n,
    k0: none.z5.k,
    n0: none.z5.n,
    change: changeWords(say, against.loss.ratio),
    interval: boundsWords(say, against.loss),
  });
}

/** Which cure is best, which the paper's, which worst, with what was measured of each. */
function verdicts(say: Say, cures: readonly CureSummary[], points: readonly CurePoint[]): string {
  const { t } = say;
  const first = bestOf(cures);
  const best = points.find(({ id }) => id === first?.cure.id);
  const worst = worstOf(points);
  const paper = points.find(({ id }) => id === PAPER);
  if (!first || !best) return t('cures.pareto.alone');
  const said = (key: 'best' | 'bestPaper' | 'open' | 'paper' | 'worst' | 'worstPaper', point: CurePoint): string =>
    t(`cures.pareto.${key}`, { name: nameOf(say, cures, point.id), outcome: outcomeWords(say, point) });
  const isPaper = (point: CurePoint): boolean => point.id === PAPER;
  return inSentences(
    t,
    said(!isGood(first) ? 'open' : isPaper(best) ? 'bestPaper' : 'best', best),
    paper && !isPaper(best) && !(worst && isPaper(worst)) ? said('paper', paper) : '',
    worst && worst !== best ? said(isPaper(worst) ? 'worstPaper' : 'worst', worst) : '',
  );
}

/** The title of the picture. @param live - the results are still coming */
export function paretoTitle(
  say: Say,
  known: Pick<Known, 'cures' | 'asked'> | null,
  points: readonly CurePoint[],
  live: boolean,
): string {
  const { t } = say;
  if (!known || known.cures.length === 0) return t('cures.pareto.before');
  if (live)
    return t('cures.pareto.soFar', {
      n: known.cures.reduce((sum, { z5 }) => sum + z5.n, 0),
      runs: known.asked.runs,
      cures: known.cures.length - 1,
      all: known.asked.cures - 1,
    });
  if (known.cures.every(({ diverged }) => diverged.k === diverged.n)) return t('cures.pareto.diverged');
  return verdicts(say, known.cures, points);
}

/** A p under which a difference is held for more than chance. */
const RISK = 0.05;
/** Contributions as polarized as this although weights are cured make the cure a cosmetic one. */
const COSMETIC = 0.2;

/** What a cure does, measured against none. @param none - of the same results */
export function cureTitle(say: Say, cure: CureSummary, none: CureSummary): string {
  const { t, numbers } = say;
  const { z5, contributedZ5, dead, diverged, against } = cure;
  if (!against) return t('cures.one.noneTitle', { k: z5.k, n: z5.n, dead: t('cures.rate', { k: dead.k, n: dead.n }) });
  const name = combinationName(say, cure.combination);
  if (diverged.k === diverged.n) return t('cures.one.divergedAll', { name });
  const { p, onlyFirst, onlySecond } = against.z5;
  return inSentences(
    t,
    t('cures.one.title', {
      name,
      k: z5.k,
      n: z5.n,
      k0: none.z5.k,
      n0: none.z5.n,
      change: changeWords(say, against.loss.ratio),
      interval: boundsWords(say, against.loss),
    }),
    p >= RISK
      ? t('cures.one.unsure', { p: numbers.fixed(p, 2) })
      : onlySecond > onlyFirst
        ? t('cures.one.more', { p: numbers.plain(p, 4) })
        : '',
    contributedZ5.rate >= COSMETIC && contributedZ5.rate > z5.rate
      ? t('cures.one.cosmetic', { k: contributedZ5.k, n: contributedZ5.n })
      : '',
  );
}

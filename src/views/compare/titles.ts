/** What the results of a comparison allow to say: the cards' titles. Pure. */
import { REGRESSION_TASKS } from '../../experiments/compare/measure.ts';
import { modelsIn, type ModelId } from '../../experiments/compare/summary.ts';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { seedsOf, type ShownComparison } from './shown.ts';
import { fullName, groupTitle, modelName } from './models.ts';
import { pairsOf, pOfRatio, referenceName, type Pair } from './pairs.ts';

/** Below this many seeds an interval is too wide to say anything. */
export const FEWEST_SEEDS = 3;
/** Risk of a title that claims what is chance, over all comparisons that it picks from. */
export const RISK = 0.05;

/** Of a comparison that is still running: nothing is concluded from it. */
const soFar = ({ t }: Say, { runs, spec }: ShownComparison): string =>
  t('compare.soFar', { n: seedsOf(runs).length, seeds: spec.seeds });

/** What is said instead of a conclusion: of a comparison that is still running, or in which nothing came to its end. */
export function instead(say: Say, shown: ShownComparison, live: boolean): string {
  if (live) return soFar(say, shown);
  return shown.runs.every(({ diverged }) => diverged) ? say.t('compare.diverged') : '';
}

/** Squared error of a model, mean of both regressions over its runs that did not diverge. */
function meanError(runs: readonly CompareRun[], { model, size }: ModelId): number {
  const own = runs.filter((run) => run.model === model && run.size === size && !run.diverged);
  return own.reduce((sum, { mse }) => sum + REGRESSION_TASKS.reduce((s, task) => s + mse[task], 0) / 2, 0) / own.length;
}

/** Who errs least and who most, size by size: what was measured, no more. */
export function metricsTitle(say: Say, shown: ShownComparison | undefined, live: boolean): string {
  const { t, numbers } = say;
  if (!shown || shown.runs.length === 0) return t('compare.metrics.before');
  const other = instead(say, shown, live);
  if (other) return other;
  const all = shown.spec.sizes.map((size) => {
    const known = modelsIn(shown.runs)
      .filter((id) => id.size === size)
      .map((id) => ({ id, error: meanError(shown.runs, id) }))
      .filter(({ error }) => Number.isFinite(error))
      .sort((a, b) => a.error - b.error);
    if (known.length < 2) return '';
    const [best, worst] = [known[0], known[known.length - 1]];
    return t('compare.metrics.title', {
      size: groupTitle(say, shown, size),
      best: modelName(say, best.id),
      worst: modelName(say, worst.id),
      least: numbers.fixed(best.error, 3),
      most: numbers.fixed(worst.error, 3),
    });
  });
  return inSentences(t, ...all) || t('compare.metrics.before');
}

/** Pairs by what they allow to say, all of them held against chance together (Bonferroni). */
function verdicts(pairs: readonly Pair[]): Record<'better' | 'worse' | 'open', Pair[]> {
  const sure = ({ ratio }: Pair): boolean => pOfRatio(ratio) * pairs.length < RISK;
  return {
    better: pairs.filter((pair) => sure(pair) && pair.ratio.ratio < 1).sort((a, b) => a.ratio.ratio - b.ratio.ratio),
    worse: pairs.filter((pair) => sure(pair) && pair.ratio.ratio > 1),
    open: pairs.filter((pair) => !sure(pair)),
  };
}

/** Which models err less than the shared-bottom of their size. */
export function pairsTitle(say: Say, shown: ShownComparison | undefined, live: boolean): string {
  const { t, numbers } = say;
  const every = shown ? pairsOf(shown.runs) : [];
  const reference = referenceName(say, shown);
  if (!shown || every.length === 0) return t('compare.pairs.before', { reference });
  const other = instead(say, shown, live);
  if (other) return other;
  const pairs = every.filter((pair) => pair.pairs >= FEWEST_SEEDS);
  if (pairs.length === 0) return t('compare.pairs.few', { n: Math.max(...every.map((pair) => pair.pairs)), reference });
  const n = Math.min(...pairs.map((pair) => pair.pairs));
  const tooFew = every.filter((pair) => !pairs.includes(pair));
  const { better, worse, open } = verdicts(pairs);
  const names = (some: readonly Pair[]): string => some.map(({ a }) => fullName(say, shown.spec, a)).join(t('comma'));
  const [best] = better;
  return inSentences(
    t,
    better.length > 0
      ? t('compare.pairs.title', {
          model: fullName(say, shown.spec, best.a),
          reference,
          less: numbers.percent(1 - best.ratio.ratio),
          k: best.better.k,
          n: best.better.n,
        })
      : t('compare.pairs.none', { reference, n }),
    worse.length > 0 ? t('compare.pairs.worse', { models: names(worse), reference }) : '',
    better.length > 0 && open.length > 0 ? t('compare.pairs.open', { models: names(open), reference }) : '',
    tooFew.length > 0 ? t('compare.tooFew', { models: names(tooFew) }) : '',
  );
}

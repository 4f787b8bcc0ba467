/** What the results of a loop allow to say: titles, and the verdict under the pictures. Pure. */
import type { LoopRun } from '../../experiments/loop/loop.ts';
import { meanOf, roundsIn, treatmentsIn } from '../../experiments/loop/summary.ts';
import type { Treatment } from '../../experiments/position-bias/treatments.ts';
import { meanInterval } from '../../metrics/intervals.ts';
import { pairedT } from '../../metrics/paired.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { exposedIn, known, learners, nameOf } from './pictures.ts';
import type { ShownLoop } from './shown.ts';

/** Below this many seeds an interval is too wide to say anything. */
const FEWEST_SEEDS = 3;
/** Risk of a title that claims what is chance, over all treatments that it picks from. */
const RISK = 0.05;

const listOf = (say: Say, some: readonly Treatment[]): string =>
  some.map((one) => nameOf(say, one)).join(say.t('comma'));

/** Treatments with a value, largest first. */
function ordered(
  runs: readonly LoopRun[],
  round: number,
  of: (run: LoopRun) => number,
): { treatment: Treatment; value: number }[] {
  return treatmentsIn(runs)
    .map((treatment) => ({ treatment, value: meanOf(runs, treatment, round, of).mean }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => b.value - a.value);
}

/** Whose pages surely earn more than without handling in a round, whose fewer, and which cannot be told: all together (Bonferroni). */
export function verdicts(
  runs: readonly LoopRun[],
  round: number,
): Record<'more' | 'less' | 'open', Treatment[]> & { n: number } {
  const here = known(runs).filter((run) => run.round === round);
  const none = new Map(here.filter(({ treatment }) => treatment === 'none').map((run) => [run.seed, run.clicks]));
  const others = treatmentsIn(here).filter((treatment) => treatment !== 'none');
  const tests = others.map((treatment) => {
    const own = here.filter((run) => run.treatment === treatment && none.has(run.seed));
    const test = pairedT(
      own.map(({ clicks }) => clicks),
      own.map(({ seed }) => none.get(seed)!),
    );
    return { treatment, test, sure: test.p * others.length < RISK };
  });
  const of = (wanted: (test: (typeof tests)[number]) => boolean): Treatment[] =>
    tests.filter(wanted).map(({ treatment }) => treatment);
  return {
    more: of(({ sure, test }) => sure && test.mean > 0),
    less: of(({ sure, test }) => sure && test.mean < 0),
    open: of(({ sure }) => !sure),
    n: Math.min(...tests.map(({ test }) => test.n)),
  };
}

/** Which treatments earn more clicks, and which fewer. Nothing where nothing was compared. */
function clicksSentence(say: Say, runs: readonly LoopRun[], round: number): string {
  const { t } = say;
  const { more, less, open, n } = verdicts(runs, round);
  if (!Number.isFinite(n) || n === 0) return '';
  if (n < FEWEST_SEEDS) return t('loop.rounds.few');
  const part = (key: 'more' | 'less' | 'open', some: readonly Treatment[]): string =>
    some.length > 0 ? t(`loop.rounds.${key}`, { list: listOf(say, some) }) : '';
  return inSentences(t, part('more', more), part('less', less), part('open', open));
}

/** @param shown - with the runs in sight: of the seed that is looked at, or of all */
export function roundsTitle(say: Say, shown: ShownLoop | undefined, round: number, live: boolean): string {
  const { t, numbers } = say;
  if (!shown) return t('loop.rounds.before');
  const { runs, spec } = shown;
  if (live) return t('loop.soFar', { round: roundsIn(runs), rounds: spec.rounds });
  const order = ordered(runs, round, (run) => run.scoreBoostCorrelation);
  if (order.length === 0) return t('loop.rounds.diverged');
  const value = (of: { value: number }): string => numbers.fixed(of.value, 2);
  const [worst, best] = [order[0], order[order.length - 1]];
  const first =
    order.length === 1
      ? t('loop.rounds.titleOne', { round, treatment: nameOf(say, worst.treatment), value: value(worst) })
      : value(worst) === value(best)
        ? t('loop.rounds.titleSame', { round, value: value(worst) })
        : t('loop.rounds.title', {
            round,
            most: value(worst),
            worst: nameOf(say, worst.treatment),
            least: value(best),
            best: nameOf(say, best.treatment),
          });
  return inSentences(t, first, clicksSentence(say, runs, round));
}

/** A correlation that something was learned from. */
const NOTABLE = 0.05;

/** What the whole loop did to no treatment: it healed, it was harmed for good, or neither can be said. Empty of fewer than two rounds. */
export function verdict(say: Say, { runs, spec }: ShownLoop): string {
  const { t, numbers } = say;
  const rounds = roundsIn(runs);
  const values = (round: number): Map<number, number> =>
    new Map(
      known(runs)
        .filter((run) => run.treatment === 'none' && run.round === round)
        .map((run) => [run.seed, run.scoreBoostCorrelation]),
    );
  const first = values(1);
  const pairs = [...values(rounds)].filter(([seed]) => first.has(seed));
  if (rounds < 2 || pairs.length === 0) return '';
  const change = pairedT(
    pairs.map(([, last]) => last),
    pairs.map(([seed]) => first.get(seed)!),
  );
  const before = meanInterval(pairs.map(([seed]) => first.get(seed)!)).mean;
  const words = {
    first: numbers.fixed(before, 2),
    last: numbers.fixed(meanInterval(pairs.map(([, last]) => last)).mean, 2),
    rounds,
  };
  const sure = pairs.length >= FEWEST_SEEDS && change.p < RISK;
  // Only where the first log was ranked by the trait has a model unlearned what a log taught it.
  const healing = spec.start === 'plain' && spec.boost === 0;
  if (sure && healing && change.mean < 0 && before >= NOTABLE) return t('loop.verdict.heals', words);
  if (sure && spec.boost > 0 && change.mean > 0) return t('loop.verdict.harm', words);
  return t('loop.verdict.healed', words);
}

/** What there is to be had. Nothing where no treatment is not known. */
export function oracleWords({ t, numbers }: Say, runs: readonly LoopRun[], round: number): string {
  const { mean } = meanOf(runs, 'none', round, (run) => run.oracleLift);
  return Number.isFinite(mean) ? t('loop.oracle', { round, lift: numbers.fixed(mean, 1) }) : '';
}

/** What may help against a boost, where there is more of it to be had. */
export const cureWords = ({ t }: Say, { boost, randomness }: ShownLoop['spec']): string =>
  boost > 0 && randomness < 1 ? t('loop.verdict.cure') : '';

export function shownTitle(say: Say, runs: readonly LoopRun[], round: number): string {
  const { t, numbers } = say;
  const order = exposedIn(runs, round).sort((a, b) => b.right - a.right);
  if (order.length === 0) return t('loop.shown.before');
  const [worst, best] = [order[0], order[order.length - 1]];
  const [most, least] = [worst, best].map(({ right }) => numbers.percent(right));
  if (most === least) return t('loop.shown.titleOne', { round, share: most });
  return t('loop.shown.title', {
    round,
    most,
    worst: nameOf(say, worst.treatment),
    least,
    best: nameOf(say, best.treatment),
  });
}

export function biasTitle(say: Say, runs: readonly LoopRun[], round: number): string {
  const { t, numbers } = say;
  if (runs.length === 0) return t('loop.bias.before');
  const found = learners(runs, round);
  if (found.length === 0) {
    const lost = runs.some((run) => run.round === round && run.learnedBias !== null);
    return t(lost ? 'loop.bias.diverged' : 'loop.bias.none');
  }
  const item = (treatment: Treatment): string =>
    t('loop.bias.item', {
      rmse: numbers.fixed(meanOf(runs, treatment, round, (run) => run.biasRmse).mean, 2),
      treatment: nameOf(say, treatment),
    });
  return t('loop.bias.title', { round, list: found.map(item).join(t('comma')) });
}

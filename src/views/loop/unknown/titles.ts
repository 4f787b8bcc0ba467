/** What the results of a search allow to say. Pure. */
import { CULPRITS } from '../../../experiments/unknown-bias/spec.ts';
import { ratesOf } from '../../../experiments/unknown-bias/rates.ts';
import type { Curves } from './curves.ts';
import type { KnownSearch } from '../../../experiments/unknown-bias/stored.ts';
import { CONTEXT_COLUMNS, type ContextColumn } from '../../../world/context.ts';
import { rmseBetween } from '../../charts/fits.ts';
import type { Say } from '../../say.ts';
import { inSentences } from '../../sentences.ts';
import type { ShownSearch } from './searches.ts';

/** In how many worlds each column was called, most often first; those never called are left out. */
function callsOf({ worlds }: ShownSearch): { column: ContextColumn; k: number }[] {
  return CONTEXT_COLUMNS.map((column) => ({ column, k: worlds.filter(({ flagged }) => flagged === column).length }))
    .filter(({ k }) => k > 0)
    .sort((a, b) => b.k - a.k);
}

/** What was called. */
function calledWords({ t }: Say, shown: ShownSearch): string {
  const n = shown.worlds.length;
  const calls = callsOf(shown);
  if (calls.length === 0) return t(n === 1 ? 'unknown.title.noneOne' : 'unknown.title.none', { n });
  if (n === 1) return t('unknown.title.one', { column: t(`unknown.column.${calls[0].column}`) });
  const each = calls.map(({ column, k }) => t('unknown.title.times', { column: t(`unknown.column.${column}`), k, n }));
  return t('unknown.title.called', { each: each.join(t('comma')) });
}

/** How right that was. */
function truthWords({ t }: Say, { asked: { culprit }, worlds }: ShownSearch): string {
  const alarms = worlds.filter(({ flagged }) => flagged !== null && flagged !== culprit).length;
  const n = worlds.length;
  if (culprit === null)
    return t(alarms > 0 ? 'unknown.title.falseAlarm' : 'unknown.title.rightlyNone', { k: alarms, n });
  const hits = worlds.filter(({ flagged }) => flagged === culprit).length;
  const how = hits === n ? 'found' : hits === 0 ? 'missed' : 'partly';
  return inSentences(
    t,
    t(`unknown.title.${how}`, { column: t(`unknown.column.${culprit}`), k: hits, n }),
    alarms > 0 ? t('unknown.title.innocent', { k: alarms, n }) : '',
  );
}

/** What was called, and how right that was as far as it may be told. */
export function searchTitle(say: Say, shown: ShownSearch | undefined, hidden: boolean, live: boolean): string {
  const { t } = say;
  if (!shown) return t('unknown.search.before');
  const { worlds, asked } = shown;
  if (live) return t('unknown.title.soFar', { n: worlds.length, seeds: asked.seeds });
  if (worlds.every(({ gains }) => gains.every(Number.isNaN))) return t('unknown.title.diverged');
  return inSentences(t, calledWords(say, shown), hidden ? t('unknown.title.hidden') : truthWords(say, shown));
}

/** What the tower of the best column has learned. */
export function learnedTitle({ t, numbers }: Say, curves: Curves | undefined, hidden: boolean): string {
  if (!curves) return t('unknown.learned.before');
  const { column, k, n, learned, truth } = curves;
  const known = { column: t(`unknown.column.${column}`), k, n, rmse: numbers.fixed(rmseBetween(learned, truth), 2) };
  return t(
    hidden ? 'unknown.learned.hidden' : curves.biased ? 'unknown.learned.biased' : 'unknown.learned.innocent',
    known,
  );
}

/** How often the stored searches are right, at the default strength. */
export function ratesTitle({ t }: Say, known: KnownSearch | undefined): string {
  if (!known) return t('unknown.rates.before');
  const { worlds } = known;
  const rates = CULPRITS.filter((culprit) => culprit !== null).map((culprit) => ratesOf(worlds, culprit));
  const none = ratesOf(worlds, null).falseAlarm;
  return t('unknown.rates.title', {
    called: rates.reduce((sum, { hit }) => sum + (hit?.k ?? 0), 0),
    of: rates.reduce((sum, { hit }) => sum + (hit?.n ?? 0), 0),
    k: none.k,
    n: none.n,
  });
}

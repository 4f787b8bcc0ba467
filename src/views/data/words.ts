/** What the page about the data says: data in, a sentence out. Pure. */
import type { Opened } from '../../session/protocol.ts';
import { DEVICES, POSITIONS, type WorldSpec } from '../../world/spec.ts';
import { hasTruth, type WorldLog } from '../../world/types.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { clicksOf, policyShares, relevanceRank } from './queries.ts';

/** What was clicked of nine items, beside what was to be expected. */
export function groupTitle(
  { t, numbers }: Say,
  log: WorldLog,
  rows: readonly number[],
  logging: WorldSpec['logging'],
): string {
  const { clicks, expected } = clicksOf(log, rows);
  const values = { clicks, items: rows.length, expected: numbers.fixed(expected, 1) };
  return logging === 'ranked'
    ? t('data.query.title', { ...values, device: t(`device.${DEVICES[log.device[rows[0]]]}`) })
    : t('data.query.titleAlone', values);
}

/** How the policy came to put an item where it stood. */
export function placedWords(
  say: Say,
  { samples, run: { world } }: Pick<Opened, 'samples' | 'run'>,
  rows: readonly number[],
  row: number,
): string {
  const { t, numbers } = say;
  if (world.logging === 'none') return t('data.placed.none');
  const shares = policyShares(world);
  const by = shares
    ? t('data.placed.shares', {
        relevance: numbers.percent(shares.relevance),
        other: numbers.percent(shares.other),
        chance: numbers.percent(shares.chance),
      })
    : t('data.placed.by');
  if (world.logging === 'quantile') return inSentences(t, t('data.placed.quantile', { places: POSITIONS }), by);
  return inSentences(
    t,
    t('data.placed.ranked', { candidates: world.candidates, place: samples.position[row] }),
    by,
    ...(hasTruth(samples)
      ? [t('data.placed.rank', { items: rows.length, rank: relevanceRank(samples, rows, row) })]
      : []),
  );
}

/** A line of the summary. */
export interface LogLine {
  name: string;
  value: string;
}

/** How far a mean label, standardized over all candidates, lies from theirs, and on which side: as far as it is printed. */
function apartWords({ t, numbers }: Say, mean: number): string {
  const printed = Math.round(100 * Math.abs(mean)) / 100;
  if (printed === 0) return t('data.log.deviations.none');
  return t(`data.log.deviations.${mean > 0 ? 'above' : 'below'}`, { mean: numbers.fixed(printed, 2) });
}

/** The whole log in a few lines. */
export function logLines(say: Say, { world, run }: Pick<Opened, 'world' | 'run'>): LogLine[] {
  const { t, numbers } = say;
  const perQuery = run.world.logging === 'ranked' ? POSITIONS : 1;
  const size = (rows: number): string =>
    t('data.log.size', { rows: numbers.fixed(rows), queries: numbers.fixed(rows / perQuery) });
  const line = (key: string, value: string): LogLine => ({ name: t(`data.log.${key}`), value });
  const [clicked, watched, liked, rated] = world.labelMean;
  const { pooled } = world.ctr;
  return [
    line('train', size(world.impressions)),
    line('heldOut', size(world.heldOut)),
    line(
      'devices',
      DEVICES.map((device, d) => `${t(`device.${device}`)} ${numbers.percent(world.deviceShare[d])}`).join(t('comma')),
    ),
    line('clicked', numbers.percent(clicked, 1)),
    ...(pooled.length > 0
      ? [
          line(
            'ends',
            t('data.log.endsValue', {
              first: numbers.percent(pooled[0].observed, 1),
              last: numbers.percent(pooled[pooled.length - 1].observed, 1),
            }),
          ),
        ]
      : []),
    line('known', t(`data.log.knownOf.${run.world.labels}`, { rows: numbers.fixed(world.labelRows[1]) })),
    line('watched', apartWords(say, watched)),
    line('liked', numbers.percent(liked, 1)),
    line('rated', apartWords(say, rated)),
  ];
}

/** Tables 1 and 2 of the paper beside the stored experiments. Pure. */
import type { ArmMeans } from '../../experiments/live/means.ts';
import type { LiveWorld, TrainedArm } from '../../experiments/live/spec.ts';
import type { KnownLive } from '../../experiments/live/stored.ts';
import type { Mean } from '../../metrics/intervals.ts';
import { tQuantile } from '../../metrics/student.ts';
import { PAPER_ROWS } from '../compare/paper.ts';
import type { Say } from '../say.ts';
import { knownMeans } from './shares.ts';
import { armName } from './words.ts';

export interface ClaimRow {
  arm: TrainedArm;
  /** Per cent, as the paper claims; absent of what it compares with, and of what it does not give. */
  engagement?: number;
  satisfaction?: number;
  ours?: ArmMeans;
}

/** Quoted from memory of the paper; always shown as its claims. */
const TABLE_1: Record<string, TrainedArm> = {
  'shared-bottom small': 'shared-bottom-small',
  'shared-bottom large': 'shared-bottom-large',
  'mmoe-4 small': 'mmoe-4',
  'mmoe-8 large': 'mmoe-8',
};
/** Table 2 gives engagement alone. */
const TABLE_2: readonly ClaimRow[] = [
  { arm: 'none' },
  { arm: 'input-feature', engagement: -0.07 },
  { arm: 'adversarial', engagement: 0.01 },
  { arm: 'shallow-tower', engagement: 0.24 },
];

export function claimRows(world: LiveWorld, known: KnownLive | undefined): ClaimRow[] {
  const rows: readonly ClaimRow[] =
    world === 'architectures'
      ? PAPER_ROWS.map(({ id, engagement, satisfaction }) => ({
          arm: TABLE_1[`${id.model} ${id.size}`],
          engagement,
          satisfaction,
        }))
      : TABLE_2;
  const means = known ? knownMeans(known) : [];
  return rows.map((row) => ({ ...row, ours: means.find(({ arm }) => arm === row.arm) }));
}

/** Risk of a title that names an arm by chance, over all arms that it names from. */
const RISK = 0.05;

/** Whether a mean over worlds is surely above 0, when so many are looked at together (Bonferroni). */
const surelyAbove = ({ n, mean, deviation }: Mean, together: number): boolean =>
  n > 1 && mean - (tQuantile(RISK / together, n - 1) * deviation) / Math.sqrt(n) > 0;

/** Which arms capture surely more than control on the stored seeds. */
export function claimTitle(say: Say, rows: readonly ClaimRow[]): string {
  const { t } = say;
  const others = rows.slice(1).filter(({ ours }) => ours !== undefined);
  if (others.length === 0) return t('live.paper.before');
  const more = others.filter(({ ours }) => surelyAbove(ours!.sharePoints, others.length));
  const names = (some: readonly ClaimRow[]): string => some.map(({ arm }) => armName(say, arm)).join(t('comma'));
  const control = armName(say, rows[0].arm);
  if (more.length === 0) return t('live.paper.none', { control });
  return t('live.paper.more', { arms: names(more), control });
}

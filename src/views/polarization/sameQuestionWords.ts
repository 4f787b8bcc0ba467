/** What the stored settings say together: whether collapse is bad, how much dropout helps, and what is not known. Pure. */
import type { Ratio } from '../../metrics/ratio.ts';
import type { Say } from '../say.ts';
import { settingName, settingOf } from '../settingName.ts';
import { isCostly, signedShare } from './costs.ts';
import { SIGNIFICANT } from './outcome.ts';
import type { Measured } from './sameQuestion.ts';

type Named = Pick<Measured, 'place'>;

const nameOf = (say: Say, { place }: Named): string => settingName(say, settingOf(place));
const listed = (say: Say, rows: readonly Named[]): string =>
  rows.map((row) => nameOf(say, row)).join(say.t('semicolon'));

/** The least and the most of some numbers. */
const ends = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];

/** How far the answers lie apart. @param rows - one or more */
export function sameQuestionTitle({ t, numbers }: Say, rows: readonly Measured[]): string {
  const [fewest, most] = ends(rows.map(({ without }) => without.rate));
  const [least, still] = ends(rows.map(({ dropout }) => dropout.rate));
  const values = { fewest, most, least, still };
  return t(
    'polarization.same.title',
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, numbers.percent(value)])),
  );
}

/** Where dropout surely makes polarization rarer, and where that cannot be told. */
function rarer(say: Say, rows: readonly Measured[]): string[] {
  const { t } = say;
  const sure = rows.filter(({ p }) => p < SIGNIFICANT);
  const fewer = sure.filter(({ without, dropout }) => dropout.rate < without.rate);
  const more = sure.filter((row) => !fewer.includes(row));
  const open = rows.filter((row) => !sure.includes(row));
  const gone = rows.filter(({ dropout }) => dropout.k === 0);
  return [
    ...(fewer.length > 0 ? [t('polarization.same.rarer', { k: fewer.length, n: rows.length })] : []),
    ...(more.length > 0 ? [t('polarization.same.oftener', { settings: listed(say, more) })] : []),
    ...(open.length > 0 ? [t('polarization.same.notTold', { settings: listed(say, open) })] : []),
    gone.length > 0 ? t('polarization.same.gone', { settings: listed(say, gone) }) : t('polarization.same.goneNowhere'),
  ];
}

/** Where dropout itself surely raises or lowers the loss. */
function price(say: Say, rows: readonly Measured[]): string[] {
  const { t } = say;
  const parts = {
    higher: rows.filter(({ loss }) => loss.low > 1),
    lower: rows.filter(({ loss }) => loss.high < 1),
    alike: rows.filter(({ loss }) => !(loss.low > 1 || loss.high < 1)),
  };
  return (['higher', 'lower', 'alike'] as const)
    .filter((way) => parts[way].length > 0)
    .map((way) => t(`polarization.same.${way}`, { settings: listed(say, parts[way]) }));
}

/** What a polarized gate costs its task, of the settings that were raced. */
function cost({ t, numbers }: Say, rows: readonly Measured[]): string {
  const costs = rows.flatMap(({ race }) => race?.costs ?? []);
  const known = costs.filter(({ change }) => Number.isFinite(change));
  if (known.length === 0) return t('polarization.same.cost.none');
  const [least, most] = ends(known.map(({ change }) => change)).map((change) => signedShare(change, numbers));
  const values = { n: known.length, k: known.filter(isCostly).length, least, most };
  return t(`polarization.same.cost.${values.k > 0 ? 'some' : 'open'}`, values);
}

/** What all gates together are worth: the loss without any choice. */
function bound(say: Say, rows: readonly Measured[]): string {
  const sorted = [...rows].sort((a, b) => a.noGate.ratio - b.noGate.ratio);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  return say.t('polarization.same.bound', {
    least: signedShare(low.noGate.ratio - 1, say.numbers),
    lowest: nameOf(say, low),
    most: signedShare(high.noGate.ratio - 1, say.numbers),
    highest: nameOf(say, high),
  });
}

/** Answers, one paragraph each: is collapse bad, how much does dropout help, what does dropout cost. @param rows - one or more */
export const sameQuestionAnswers = (say: Say, rows: readonly Measured[]): string[][] => [
  [cost(say, rows), bound(say, rows), say.t('polarization.same.unknown')],
  rarer(say, rows),
  price(say, rows),
];

/** "+2% [−0%, +4%]": by how much a loss is higher or lower. */
export const lossWords = ({ t, numbers }: Say, { ratio, low, high }: Ratio): { change: string; bounds: string } => ({
  change: signedShare(ratio - 1, numbers),
  bounds: t('polarization.rates.interval', {
    low: signedShare(low - 1, numbers),
    high: signedShare(high - 1, numbers),
  }),
});

/** Cures in words. Pure. */
import type { Combination, CureError, Dose } from '../../experiments/cures/combination.ts';
import { infoOf, type CureName } from '../../experiments/cures/vocabulary.ts';
import type { Rate } from '../../metrics/intervals.ts';
import type { Ratio } from '../../metrics/ratio.ts';
import type { Say } from '../say.ts';
import type { Role } from './points.ts';

export { settingName, type Setting } from '../settingName.ts';

export const cureName = ({ t }: Pick<Say, 't'>, name: CureName): string => t(`cures.cure.${name}`);

/** Strengths that are factors of a rate; others are a share of experts or of the rate, or a number of steps. */
const FACTORS: readonly CureName[] = ['gateRate', 'rate'];

function strengthWords({ t, numbers }: Say, name: CureName, strength: number): string {
  if (name === 'dropout' || name === 'decay') return numbers.percent(strength, 1).replace(/[.,]0(?=\s?%)/, '');
  const s = numbers.plain(strength, 5);
  if (FACTORS.includes(name)) return t('cures.strength.times', { s });
  return name === 'warmUp' ? t('cures.strength.steps', { s }) : s;
}

/** A cure's strength alone, as its sweep names it. */
export const strengthOf = (say: Say, { name, strength }: Dose): string =>
  strength === null ? '' : strengthWords(say, name, strength);

const doseWords = (say: Say, dose: Dose): string =>
  dose.strength === null
    ? cureName(say, dose.name)
    : say.t('cures.dose', { name: cureName(say, dose.name), strength: strengthOf(say, dose) });

/** A combination with its strengths, as the page writes it. */
export const combinationName = (say: Say, combination: Combination): string =>
  combination.length === 0
    ? cureName(say, 'none')
    : combination.map((dose) => doseWords(say, dose)).join(say.t('cures.together'));

/** A name with what it is, where a reader looks for it: best, worst, the paper’s. */
export function markedName({ t }: Pick<Say, 't'>, name: string, roles: readonly Role[] = []): string {
  const said = roles.flatMap((role) => (role === 'uniform' || role === 'none' ? [] : [t(`cures.role.${role}`)]));
  return said.length === 0 ? name : t('cures.marked', { role: said.join(t('cures.roles')), name });
}

/** What becomes of the loss: "27% lower". What rounds to nothing is the same. */
function changeWords({ t, numbers }: Say, ratio: number): string {
  const by = numbers.percent(Math.abs(ratio - 1));
  if (by === numbers.percent(0)) return t('cures.change.same');
  return t(ratio < 1 ? 'cures.change.lower' : 'cures.change.higher', { by });
}

/** "[−29%, −25%]": how much lower or higher the loss may be; nothing where it is not known. */
export function changeBounds({ t, numbers }: Say, { low, high }: Pick<Ratio, 'low' | 'high'>): string {
  const signed = (bound: number): string => (Math.round(100 * (bound - 1)) > 0 ? '+' : '') + numbers.percent(bound - 1);
  return Number.isFinite(low + high) ? t('cures.bounds', { low: signed(low), high: signed(high) }) : '';
}

/** "27% lower [−29%, −25%]", or without the interval where it is not known. */
export const changeWithBounds = (say: Say, ratio: Ratio): string =>
  [changeWords(say, ratio.ratio), changeBounds(say, ratio)].filter(Boolean).join(' ');

/** "0.030", or "< 0.001" of what would be written as nothing. */
export function pWords({ numbers }: Pick<Say, 'numbers'>, p: number): string {
  const least = 0.001;
  return p < least ? `< ${numbers.fixed(least, 3)}` : numbers.fixed(p, 3);
}

/** "[0.71, 0.75]", or nothing where it is not known. */
export const boundsWords = ({ t, numbers }: Say, { low, high }: Pick<Ratio, 'low' | 'high'>): string =>
  Number.isFinite(low + high) ? t('cures.bounds', { low: numbers.fixed(low, 2), high: numbers.fixed(high, 2) }) : '';

export const ratioWords = (say: Say, ratio: Ratio): string =>
  [say.numbers.fixed(ratio.ratio, 2), boundsWords(say, ratio)].filter(Boolean).join(' ');

export const rateWords = ({ t, numbers }: Say, { rate, low, high }: Rate): string =>
  Number.isFinite(rate)
    ? `${numbers.percent(rate)} ${t('cures.bounds', { low: numbers.percent(low), high: numbers.percent(high) })}`
    : numbers.fixed(NaN);

/** How many polarized, and what became of the loss. */
export const outcomeWords = (say: Say, { rate, loss }: { rate: Rate; loss: Ratio }): string =>
  say.t('cures.outcome', { k: rate.k, n: rate.n, change: changeWords(say, loss.ratio) });

/** Why two cures exclude one another, in words of the page. */
function whyWords(t: Say['t'], about: readonly CureName[]): string {
  if (about.includes('uniform')) return t('cures.conflict.uniform');
  if (about.includes('sigmoid') && about.includes('switch')) return t('cures.conflict.sigmoid-switch');
  if (about.includes('sigmoid') && about.includes('zLoss')) return t('cures.conflict.sigmoid-z');
  return t(
    about.includes('layerNorm') && about.length === 1 ? 'cures.conflict.layer-norm-units' : 'cures.conflict.same-field',
  );
}

/** Why cures cannot be tried, in words of the page. */
export function errorWords(say: Say, { code, about }: Pick<CureError, 'code' | 'about'>): string {
  const { t, numbers } = say;
  const names = about as readonly CureName[];
  if (code === 'unknown') return t('cures.error.unknown', { about: about.join(t('comma')) });
  if (code === 'empty' || code === 'none') return t(`cures.error.${code}`);
  const words = names.map((name) => cureName(say, name)).join(t('comma'));
  if (code === 'conflict') return t('cures.error.conflict', { about: words, why: whyWords(t, names) });
  if (code !== 'range') return t(`cures.error.${code}`, { about: words });
  const { min, max, whole } = infoOf(names[0]).strength!;
  return t(whole ? 'cures.error.whole' : 'cures.error.range', {
    about: words,
    min: numbers.plain(min, 6),
    max: numbers.plain(max, 6),
  });
}

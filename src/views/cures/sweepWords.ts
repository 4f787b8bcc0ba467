/** What the curve of a cure's strengths was measured on, or why there is none, in words. Pure. */
import type { Compared } from '../../experiments/cures/recommend.ts';
import type { CureSummary } from '../../experiments/cures/results.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import type { KnownCurve } from './curve.ts';
import { combinationName, cureName, settingName, type Setting } from './names.ts';

interface Swept {
  chosen: Pick<CureSummary, 'combination'>;
  curve: KnownCurve | undefined;
  /** Of the results in sight; null: the reader's own settings. */
  setting: Setting | null;
  /** Whether they are stored ones. */
  stored: boolean;
  /** In what the reader's run is another one than those that were measured, cures aside. */
  differs: readonly Compared[];
}

/** Why a cure has no curve. */
function noCurve(say: Say, { chosen: { combination }, stored }: Swept): string {
  const { t } = say;
  if (combination.length === 0) return '';
  if (combination.length > 1) return t('cures.sweep.together', { name: combinationName(say, combination) });
  const [{ name, strength }] = combination;
  if (strength === null) return t('cures.sweep.onOff', { name: cureName(say, name) });
  return t(stored ? 'cures.sweep.notStored' : 'cures.sweep.notHere', { name: cureName(say, name) });
}

/** @returns what is said below the picture of the curve of the chosen cure; nothing of no cure */
export function sweepWords(say: Say, swept: Swept): string {
  const { chosen, curve, setting, stored, differs } = swept;
  const { t } = say;
  if (!curve) return noCurve(say, swept);
  const { points, seeds } = curve;
  return inSentences(
    t,
    t(stored ? 'cures.sweep.stored' : 'cures.sweep.here', {
      name: cureName(say, chosen.combination[0].name),
      from: points[0].text,
      to: points.at(-1)!.text,
      seeds,
      setting: setting ? settingName(say, setting) : t('cures.setting.present'),
    }),
    stored && differs.length > 0
      ? t('cures.advice.other', { what: differs.map((one) => t(`cures.differs.${one}`)).join(t('comma')) })
      : '',
  );
}

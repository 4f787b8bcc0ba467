import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { storedTreatments, type StoredPreset } from '../../experiments/position-bias/stored.ts';
import { summariseTreatments } from '../../experiments/position-bias/treatmentsSummary.ts';
import { TREATMENTS, type TreatedWorld } from '../../experiments/position-bias/treatments.ts';
import { useNumberWords } from '../format.ts';
import { signed } from '../signed.ts';
import { headline } from './verdictWords.ts';
import styles from './bias.module.css';

/** What came out in the opposite setting, measured beforehand: which treatment is best depends on what the log was ranked by. */
export function Contrast({ with: preset }: { with: StoredPreset }) {
  const { t, i18n } = useTranslation();
  const numbers = useNumberWords();
  const [found, setFound] = useState<{ preset: StoredPreset; worlds: readonly TreatedWorld[] } | null>(null);
  useEffect(() => {
    let wanted = true;
    storedTreatments(preset)
      .then(({ worlds }) => {
        if (wanted) setFound({ preset, worlds });
      })
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [preset]);
  const worlds = found?.preset === preset ? found.worlds : [];
  const { lifts } = summariseTreatments(worlds);
  const words = TREATMENTS.flatMap((name) => {
    const lift = lifts[name];
    return lift
      ? [
          t('bias.contrast.one', {
            name: t(`bias.treatment.${name}`),
            mean: signed(numbers, lift.mean),
            low: signed(numbers, lift.low),
            high: signed(numbers, lift.high),
          }),
        ]
      : [];
  });
  return (
    <div className={styles.contrast}>
      <h3>{t(`bias.contrast.${preset}`)}</h3>
      {worlds.length > 0 && (
        <p>
          {t('bias.contrast.words', {
            verdict: headline(t, i18n.language, { worlds, serve: 'missing', preset }),
            lifts: words.join(t('bias.contrast.separator')),
          })}
        </p>
      )}
    </div>
  );
}

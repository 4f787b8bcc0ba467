import { useTranslation } from 'react-i18next';
import { parseCombination } from '../../experiments/cures/combination.ts';
import { modelOf } from '../../run/runSpec.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { useStudies } from '../studies.ts';
import { useCard } from '../ui/useCard.ts';
import { combinationName } from './names.ts';
import { bestOf, isGood, PAPER } from './points.ts';
import { differsFrom, hasGates, nearestTo, settingOf, withoutCures } from './setting.ts';
import { measureHere, shelfOf, useCures } from './store.ts';
import { adviceWords } from './titles.ts';
import { TryIt } from './TryIt.tsx';
import styles from './cures.module.css';
import panel from '../ui/panel.module.css';

/** What is recommended for the run that the controls show, from which results, and the way to find out on that very run. */
export function AdviceCard() {
  const { t } = useTranslation();
  const card = useCard('advice');
  const say = useSay();
  const controls = useLab((lab) => lab.state.run);
  const nearest = nearestTo(controls);
  const stored = useCures(({ shelves }) => shelfOf({ shelves, place: nearest }).stored);
  const busy = useStudies(({ running }) => running === 'cures');
  if (!stored) return null;
  const { cures, spec } = stored.data;
  const recommended = bestOf(cures);
  const best = recommended?.cure;
  if (!recommended || !best) return null;
  const name = combinationName(say, best.combination);
  const paper = parseCombination(PAPER, settingOf(nearest).regime, modelOf(controls));
  return (
    <section className={styles.advice} aria-label={t('cures.advice.name')} {...card}>
      <span className={panel.ways}>
        <button
          type="button"
          className="button primary"
          disabled={busy || !hasGates(controls)}
          onClick={() => {
            measureHere(best.id === PAPER ? [paper] : [best.combination, paper]);
          }}
        >
          {t('cures.advice.measure', { best: name })}
        </button>
      </span>
      {hasGates(controls) && <TryIt base={withoutCures(controls)} cure={best} name={name} seed={controls.seeds.init} />}
      <p className={panel.note}>
        {adviceWords(say, {
          setting: settingOf(nearest),
          seeds: spec.seeds,
          differs: hasGates(controls) ? differsFrom(nearest, controls) : null,
          bestOf: isGood(recommended) ? cures.length - 1 : null,
        })}
      </p>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import type { RunSpec } from '../../run/runSpec.ts';
import { newSeeds, play, plannedNow, setView, showOpeningRun, showRun, trainNow } from '../control.ts';
import { useLab } from '../store.ts';
import type { Next } from './facts.ts';
import styles from './story.module.css';

/** Gate dropout that is tried where there was none. */
const USUAL_DROPOUT = 0.1;

/** The run that the story is of, whatever the controls show meanwhile. */
const trained = (): RunSpec => (useLab.getState().course ?? plannedNow()).run;

/** What leads on, by what it is. */
const WAYS: Record<Next, () => void> = {
  remedy: () => {
    document.querySelector<HTMLElement>('#pictures [role="alert"] button')?.focus();
  },
  mmoe: () => {
    const { model, ...run } = trained();
    showRun({ did: 'otherRun' }, { ...run, model: { ...model, kind: 'mmoe' } });
  },
  play,
  dropout: () => {
    const { training, ...run } = trained();
    trainNow({ ...run, training: { ...training, gateDropout: USUAL_DROPOUT } }, { chapter: 'train', arm: 1 });
  },
  polarization: () => {
    setView({ chapter: 'polarization' });
  },
  bias: () => {
    setView({ chapter: 'position-bias' });
  },
  seeds: newSeeds,
};

/** Where to go next, and why. */
export function NextStep({ next, text }: { next: Next; text: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.next}>
      <strong>{t('story.next.name')}</strong>
      <span>{text}</span>
      <button type="button" className="button small" onClick={WAYS[next]}>
        {t(`story.next.${next}.go`)}
      </button>
      {next === 'seeds' && (
        <button type="button" className="button small" onClick={showOpeningRun}>
          {t('story.next.seeds.other')}
        </button>
      )}
    </p>
  );
}

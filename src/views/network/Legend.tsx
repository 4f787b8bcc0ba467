import { useTranslation } from 'react-i18next';
import { multiplications } from '../../model/spec.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { Facts } from './Facts.tsx';
import type { Scene } from './scene.ts';
import styles from './network.module.css';

/** How to read the picture; takes the inspector's place while nothing is pointed at. */
export function Legend({ scene: { model, gates } }: { scene: Scene }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const opened = useLab((lab) => lab.opened);
  const gated = gates.length > 0;
  return (
    <>
      <h3>{t('network.inspector.idle')}</h3>
      <ul className={styles.legend}>
        {gated && (
          <li>
            <Mark>
              <path className={styles.legendMix} d="M1,7C8,7 10,4 17,4" />
            </Mark>
            {t('network.inspector.legend.mix')}
          </li>
        )}
        {gated && (
          <li>
            <Mark>
              <path className={styles.legendBars} d="M2,11V7M6,11V2M10,11V9M14,11V8" />
            </Mark>
            {t('network.inspector.legend.bars')}
          </li>
        )}
        {gated && (
          <li>
            <Mark>
              <path className={styles.legendShare} d="M1,6H11" />
              <path d="M11,6H17" />
            </Mark>
            {t('network.inspector.legend.share')}
          </li>
        )}
        <li>
          <Mark>
            <path d="M1,9C8,9 10,4 17,4" />
          </Mark>
          {t('network.inspector.legend.norm')}
        </li>
        {model.sharedUnits > 0 && (
          <li>
            <Mark>
              <circle cx={4} cy={6} r={3} />
              <circle cx={13} cy={6} r={3} fillOpacity={0.25} />
            </Mark>
            {t('network.inspector.legend.units')}
          </li>
        )}
      </ul>
      {opened && (
        <Facts
          of={[
            [t('network.inspector.parameters'), numbers.fixed(opened.parameters)],
            [t('network.inspector.multiplications'), numbers.fixed(multiplications(model))],
          ]}
        />
      )}
      <p className={styles.words} data-take="no">
        {t('network.inspector.idleHint')}
      </p>
    </>
  );
}

function Mark({ children }: { children: React.ReactNode }) {
  return (
    <svg className={styles.mark} width={18} height={12} aria-hidden>
      {children}
    </svg>
  );
}

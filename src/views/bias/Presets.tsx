import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BIAS_PRESETS, biasPreset, type BiasPreset } from '../../experiments/position-bias/presets.ts';
import { useWishes } from '../client.ts';
import { play, showRun } from '../control.ts';
import { useSourceName } from '../sourceName.ts';
import { useLab } from '../store.ts';
import { settingShown, type Setting } from './settingShown.ts';
import { Gap } from '../ui/Gap.tsx';
import styles from './bias.module.css';

/** Takes up a preset's world and training, keeps the reader's seeds and view, and trains. */
function take(name: BiasPreset): void {
  const { state } = useLab.getState();
  showRun({ did: 'preset' }, biasPreset(name, state.run.seeds));
  play();
}

/** The first edit leads from one to the other: the words of either have their room, so that nothing moves under the finger that edits. */
const ROOM_FOR = ['opening', 'own'] as const satisfies readonly Setting[];

/** Settings from which something can be learned, each with what to look for. @param children - stands beside those words */
export function Presets({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const state = useLab((lab) => lab.state);
  const name = useSourceName();
  const { trained, moved } = useWishes();
  const { setting, waiting } = settingShown(state, moved ? trained : null);
  return (
    <section className="bias-presets" aria-label={t('bias.presets')}>
      <div className={styles.presetRow}>
        {BIAS_PRESETS.map((name) => (
          <button
            key={name}
            type="button"
            className="button small"
            aria-pressed={name === setting}
            onClick={() => {
              take(name);
            }}
          >
            {t(`bias.preset.${name}.label`)}
          </button>
        ))}
      </div>
      <div className={styles.look}>
        <div className={styles.words}>
          <p aria-live="polite">
            {t(`bias.preset.${setting}.look`, { name })}
            <Gap />
            <Waiting setting={setting} count={waiting} />
          </p>
          {ROOM_FOR.filter((other) => other !== setting).map((other) => (
            <p key={other} className={styles.room} aria-hidden="true">
              {t(`bias.preset.${other}.look`, { name })}
              <Gap />
              <Waiting setting={other} count={0} />
            </p>
          ))}
        </div>
        {children}
      </div>
    </section>
  );
}

/**
 * What trains, while the controls already ask for something else. Its room is kept when nothing waits, for the same reason.
 */
function Waiting({ setting, count }: { setting: Setting; count: number }) {
  const { t } = useTranslation();
  return (
    <strong className={styles.waits} data-none={count === 0 || undefined}>
      {setting === 'opening' || setting === 'own' || setting === 'table'
        ? t('bias.waits.run', { count: Math.max(1, count) })
        : t('bias.waits.preset', { count: Math.max(1, count), preset: t(`bias.preset.${setting}.label`) })}
    </strong>
  );
}

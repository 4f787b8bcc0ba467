import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BIAS_PRESETS, biasPreset, presetOf, type BiasPreset } from '../../experiments/position-bias/presets.ts';
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import { play, showRun } from '../control.ts';
import { useLab } from '../store.ts';

/** Takes up a preset's world and training, keeps the reader's seeds and view, and trains. */
function take(name: BiasPreset): void {
  const { state } = useLab.getState();
  showRun({ did: 'preset' }, biasPreset(name, state.run.seeds));
  play();
}

/** Which words say what to look for: those of a preset, of the setting that the page opens with, or of settings of the reader's own. */
function settingOf(run: RunSpec): BiasPreset | 'opening' | 'own' {
  const opening = { ...defaultRun(), seeds: run.seeds };
  return presetOf(run) ?? (JSON.stringify(opening) === JSON.stringify(run) ? 'opening' : 'own');
}

/** Settings from which something can be learned, each with what to look for. @param children - stands beside those words */
export function Presets({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const current = useLab((lab) => settingOf(lab.state.run));
  return (
    <section className="bias-presets" aria-label={t('bias.presets')}>
      <div className="bias-preset-row">
        {BIAS_PRESETS.map((name) => (
          <button
            key={name}
            type="button"
            className="button small"
            aria-pressed={name === current}
            onClick={() => {
              take(name);
            }}
          >
            {t(`bias.preset.${name}.label`)}
          </button>
        ))}
      </div>
      <div className="bias-look">
        <p aria-live="polite">{t(`bias.preset.${current}.look`)}</p>
        {children}
      </div>
    </section>
  );
}

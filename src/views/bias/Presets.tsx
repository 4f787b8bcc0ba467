import { useTranslation } from 'react-i18next';
import { BIAS_PRESETS, biasPreset, presetOf, type BiasPreset } from '../../experiments/biasPresets.ts';
import { loadState, play } from '../client.ts';
import { useLab } from '../store.ts';

/** Takes up a preset's world and training, keeps the reader's seeds and view, and trains. */
function take(name: BiasPreset): void {
  const { state } = useLab.getState();
  loadState({ ...state, run: biasPreset(name, state.run.seeds) });
  play();
}

/** Settings from which something can be learned, each with what to look for. */
export function Presets() {
  const { t } = useTranslation();
  const current = useLab((lab) => presetOf(lab.state.run));
  return (
    <section className="bias-presets" aria-label={t('bias.presets')}>
      <div className="bias-preset-row" role="group" aria-label={t('bias.presets')}>
        {BIAS_PRESETS.map((name) => (
          <button key={name} type="button" className="button small" aria-pressed={name === current} onClick={() => { take(name); }}>{t(`bias.preset.${name}.label`)}</button>
        ))}
      </div>
      <p className="bias-look" aria-live="polite">{current ? t(`bias.preset.${current}.look`) : t('bias.preset.none')}</p>
    </section>
  );
}

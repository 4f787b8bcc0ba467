import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, type NumberField } from '../../run/fields.ts';
import { defaultState } from '../../run/labState.ts';
import { setField } from '../control.ts';
import { Words } from '../terms/Words.tsx';
import { Slider } from '../shell/controls/Slider.tsx';

const standard = defaultState();

/** What the marks mean, and the threshold under which an expert counts as unused: recounts, never retrains. */
export function ThresholdSlider({ value, words }: { value: number; words: string }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="chart-threshold">
      <span id={id}>
        <svg viewBox="-5 -5 10 10" aria-hidden="true">
          <circle r="3" className="sign" />
        </svg>
        {t('charts.polarization.threshold')}
      </span>
      <Slider
        field={fieldOf('run.threshold') as NumberField}
        labelledBy={id}
        describedBy={id}
        value={value}
        usual={standard.run.threshold}
        words={words}
        onChange={(next) => {
          setField('run.threshold', next);
        }}
      />
      <output aria-live="off">{words}</output>
      <span>
        <svg viewBox="-5 -5 10 10" aria-hidden="true">
          <path d="M-3,-3L3,3M-3,3L3,-3" className="sign" />
        </svg>
        <Words text={t('charts.polarization.dead')} />
      </span>
    </div>
  );
}

import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Knob } from '../../experiments/polarization/sweep.ts';
import { Drawn } from '../charts/Drawn.tsx';
import { textWidth } from '../charts/textWidth.ts';
import { useNumberWords } from '../format.ts';
import { useWidth } from '../ui/useWidth.ts';
import type { Curve } from './sweep.ts';
import { namesSeries, SWEEP_HEIGHT, sweepMarks } from './sweepMarks.ts';
import styles from './polarization.module.css';

/** A value of a knob in words. */
export function useKnobValue(): (knob: Knob, value: number) => string {
  const { t } = useTranslation();
  const words = useNumberWords();
  return (knob, value) =>
    knob === 'dropout'
      ? words.percent(value)
      : knob === 'sharedLayer'
        ? t(value === 0 ? 'polarization.sweep.noLayer' : 'polarization.sweep.layer')
        : words.plain(value);
}

/** The curves, and below a narrow picture the names of their series. */
export function SweepChart({ knob, curves }: { knob: Knob; curves: readonly Curve[] }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  const valueWords = useKnobValue();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const series = (id: string): string => t(`polarization.series.${id}`);
  return (
    <div ref={box} className={styles.sweep}>
      {width > 0 && (
        <Drawn
          width={width}
          height={SWEEP_HEIGHT}
          role="img"
          aria-label={t('polarization.sweep.alt', { knob: t(`polarization.knob.${knob}`) })}
          marks={sweepMarks(width, {
            curves,
            words: {
              axis: t('polarization.sweep.axis'),
              knob: t(`polarization.knob.${knob}`),
              value: (value) => valueWords(knob, value),
              series,
              percent: (share) => words.percent(share),
            },
            textWidth,
          })}
        />
      )}
      {width > 0 && !namesSeries(width) && (
        <p className={styles.key}>
          {curves.map(({ id }, s) => (
            <span key={id} data-series={s}>
              {series(id)}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

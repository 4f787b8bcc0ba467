import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { polarizationRates } from '../../experiments/polarization/polarization.ts';
import type { Rate } from '../../metrics/intervals.ts';
import { Drawn } from '../charts/Drawn.tsx';
import { Segments } from '../charts/Segments.tsx';
import { useSpoken } from '../announce.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { KNOBS, type Knob } from '../../experiments/polarization/sweep.ts';
import { MOST_SEEDS, REGIME_CHOICES, type RegimeChoice } from './arms.ts';
import { Panel } from '../ui/Panel.tsx';
import { Choice, WholeInput } from './RaceSetup.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { namesSeries, SWEEP_HEIGHT, sweepMarks } from './sweepMarks.ts';
import { setSweep, showStoredSweep, startSweep, stopSweep, useSweep, type SweepResult } from './sweep.ts';
import { useStudyOwner } from '../studyClient.ts';
import { useWidth } from '../ui/useWidth.ts';

interface Curve {
  id: string;
  points: { value: number; z5: Rate; z6: Rate; dead: Rate; diverged: Rate }[];
}

function curvesOf({ sweep, runs }: SweepResult, threshold: number): Curve[] {
  return sweep.series.map(({ id }, s) => ({
    id,
    points: sweep.values.map((value, i) => ({
      value,
      ...polarizationRates(runs[s * sweep.values.length + i], threshold),
    })),
  }));
}

function useKnobValue(): (knob: Knob, value: number) => string {
  const { t } = useTranslation();
  const words = useNumberWords();
  return (knob, value) =>
    knob === 'dropout'
      ? words.percent(value)
      : knob === 'sharedLayer'
        ? t(value === 0 ? 'polarization.sweep.noLayer' : 'polarization.sweep.layer')
        : words.plain(value);
}

/** Polarization against one knob, measured here. */
export function SweepCard() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const valueWords = useKnobValue();
  const { knob, regime, seeds, results, job } = useSweep();
  const owner = useStudyOwner((state) => state.owner);
  const threshold = useLab((lab) => lab.state.run.threshold);
  useEffect(() => {
    // Without the stored file the card still measures: it begins empty.
    showStoredSweep(knob).catch(() => undefined);
  }, [knob]);
  const result = results[knob];
  const curves = useMemo(() => (result ? curvesOf(result, threshold) : []), [result, threshold]);
  const filled = curves.flatMap(({ id, points }) =>
    points.filter(({ z5 }) => z5.n > 0).map((point) => ({ id, ...point })),
  );
  const most = filled.reduce<(typeof filled)[number] | null>(
    (best, point) => (!best || point.z5.rate > best.z5.rate ? point : best),
    null,
  );
  const rate = ({ k, n, rate: share, low, high }: Rate): string =>
    `${words.percent(share)} (${t('polarization.rates.count', { k, n })}, ${t('polarization.rates.interval', { low: words.percent(low), high: words.percent(high) })})`;
  const title =
    most?.z5.k === 0
      ? t('polarization.sweep.none', { knob: t(`polarization.knob.${knob}`) })
      : most
        ? t(knob === 'sharedLayer' ? 'polarization.sweep.titleLayer' : 'polarization.sweep.title', {
            knob: t(`polarization.knob.${knob}`),
            value: valueWords(knob, most.value),
            rate: words.percent(most.z5.rate),
            series: t(`polarization.series.${most.id}`),
          })
        : t('polarization.sweep.before', { knob: t(`polarization.knob.${knob}`) });
  const told = job
    ? t(`polarization.job.${job.status}`, {
        percent: words.percent(job.share),
        seconds: words.fixed(job.seconds ?? 0, 1),
        message: job.message ?? '',
      })
    : '';
  useSpoken(job?.status, told);
  return (
    <Panel
      name={t('polarization.sweep.name')}
      title={title}
      subtitle={
        result
          ? t('polarization.sweep.subtitle', {
              regime: t(`polarization.regime.${result.regime}`),
              steps: words.fixed(result.steps),
            })
          : t('polarization.sweep.hint')
      }
      table={{
        columns: [
          t(`polarization.knob.${knob}`),
          t('polarization.sweep.series'),
          t('polarization.rates.z5'),
          t('polarization.rates.z6'),
          t('polarization.rates.dead'),
          t('polarization.rates.diverged'),
        ],
        rows: filled.map(({ id, value, z5, z6, dead, diverged }) => [
          valueWords(knob, value),
          t(`polarization.series.${id}`),
          rate(z5),
          rate(z6),
          rate(dead),
          t('polarization.rates.count', { k: diverged.k, n: diverged.n }),
        ]),
      }}
    >
      <div className="ui-setup">
        <Segments
          label={t('polarization.sweep.knob')}
          choices={KNOBS.map((value) => ({ value, label: t(`polarization.knob.${value}`) }))}
          value={knob}
          onChange={(value) => {
            setSweep({ knob: value });
          }}
        />
        <span className="ui-break" />
        <Choice<RegimeChoice>
          label={t('polarization.regime.label')}
          value={regime}
          choices={REGIME_CHOICES}
          words={(choice) => t(`polarization.regime.${choice}`)}
          onChange={(value) => {
            setSweep({ regime: value });
          }}
        />
        <WholeInput
          label={t('polarization.seeds')}
          value={seeds}
          min={2}
          max={MOST_SEEDS}
          onChange={(value) => {
            setSweep({ seeds: value });
          }}
        />
        <span className="ui-ways">
          {owner === 'sweep' ? (
            <button type="button" className="button" onClick={stopSweep}>
              {t('polarization.stop')}
            </button>
          ) : (
            <button
              type="button"
              className="button primary"
              onClick={() => {
                startSweep().catch(() => undefined);
              }}
            >
              {t('polarization.sweep.start')}
            </button>
          )}
        </span>
        {job?.knob === knob && (
          <div className="ui-progress">
            {job.status === 'running' && <progress max={1} value={job.share} aria-label={t('polarization.progress')} />}
            <span>{told}</span>
          </div>
        )}
      </div>
      {filled.length > 0 && <SweepChart knob={knob} curves={curves} />}
      {result?.stored && <StoredNote made={result.stored} seeds={result.runs[0].length} />}
    </Panel>
  );
}

/** The curves, and below a narrow picture the names of their series. */
function SweepChart({ knob, curves }: { knob: Knob; curves: readonly Curve[] }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  const valueWords = useKnobValue();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const series = (id: string): string => t(`polarization.series.${id}`);
  return (
    <div ref={box} className="pol-sweep">
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
          })}
        />
      )}
      {width > 0 && !namesSeries(width) && (
        <p className="pol-key">
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

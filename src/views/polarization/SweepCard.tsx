import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { polarizationRates } from '../../experiments/polarization/polarization.ts';
import { KNOBS, type Knob } from '../../experiments/polarization/sweep.ts';
import type { Rate } from '../../metrics/intervals.ts';
import { isLive, shownOf } from '../../study/evidence.ts';
import { sameQuestion } from '../../study/spec.ts';
import { Drawn } from '../charts/Drawn.tsx';
import { Segments } from '../charts/Segments.tsx';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { Choice } from '../ui/Choice.tsx';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { Panel } from '../ui/Panel.tsx';
import { StartStop } from '../ui/StartStop.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { useWidth } from '../ui/useWidth.ts';
import { WholeInput } from '../ui/WholeInput.tsx';
import { MOST_SEEDS, REGIME_CHOICES, type RegimeChoice } from './arms.ts';
import { useRace } from './race.ts';
import {
  chooseSweep,
  findStoredSweep,
  setSweep,
  shelfOf,
  startSweep,
  useSweep,
  wantedSweep,
  type SweepResult,
} from './sweep.ts';
import { namesSeries, SWEEP_HEIGHT, sweepMarks } from './sweepMarks.ts';
import { sweepSentence } from './sweepTitle.ts';

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
  const state = useSweep();
  const { knob, regime, seeds, asked } = state;
  const shelf = shelfOf(state);
  const shown = shownOf(shelf);
  const live = isLive(shelf, shown);
  const result = shown?.data;
  const threshold = useLab((lab) => lab.state.run.threshold);
  const controls = useLab((lab) => lab.state.run);
  const race = useRace(({ settings }) => settings);
  useEffect(() => {
    // Without the stored file the card still measures: it begins empty.
    findStoredSweep(knob).catch(() => undefined);
  }, [knob]);
  const other = useMemo(
    () => result !== undefined && !sameQuestion(result.spec, wantedSweep({ knob, regime, seeds }, race, controls).spec),
    [result, knob, regime, seeds, race, controls],
  );
  const curves = useMemo(() => (result ? curvesOf(result, threshold) : []), [result, threshold]);
  const filled = curves.flatMap(({ id, points }) =>
    points.filter(({ z5 }) => z5.n > 0).map((point) => ({ id, ...point })),
  );
  const rate = ({ k, n, rate: share, low, high }: Rate): string =>
    `${words.percent(share)} (${t('polarization.rates.count', { k, n })}, ${t('polarization.rates.interval', { low: words.percent(low), high: words.percent(high) })})`;
  const sentence = sweepSentence(
    filled.map(({ id, value, z5 }) => ({ series: id, value, rate: z5 })),
    {
      knob: t(`polarization.knob.${knob}`),
      value: (value) =>
        knob === 'sharedLayer'
          ? t(value === 0 ? 'polarization.sweep.withoutIt' : 'polarization.sweep.withIt')
          : t('polarization.sweep.at', { value: valueWords(knob, value) }),
      series: (id) => t(`polarization.series.${id}`),
    },
  );
  return (
    <Panel
      name={t('polarization.sweep.name')}
      title={
        live && result
          ? t('polarization.sweep.title.soFar', {
              knob: t(`polarization.knob.${knob}`),
              n: Math.min(...result.runs.map((own) => own.length)),
              seeds: result.spec.seeds,
            })
          : t(`polarization.sweep.title.${sentence.key}`, sentence.values)
      }
      other={other}
      subtitle={
        result
          ? t('polarization.sweep.subtitle', {
              regime: t(`polarization.regime.${result.regime}`),
              steps: words.fixed(result.spec.base.training.steps),
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
          <StartStop
            owner="sweep"
            primary
            start={t('polarization.sweep.start')}
            stop={t('study.stop')}
            onStart={startSweep}
          />
        </span>
        {asked === knob && <JobLine owner="sweep" kept={shelf.kept} />}
        <EvidenceSwitch
          shelf={shelf}
          of="seeds"
          onChoose={(id) => {
            chooseSweep(knob, id);
          }}
        />
      </div>
      {filled.length > 0 && <SweepChart knob={knob} curves={curves} />}
      {shown?.made && <StoredNote made={shown.made} seeds={shown.finished} />}
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

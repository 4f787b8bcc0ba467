import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudyData } from '../../experiments/polarization/polarization.ts';
import { KNOBS } from '../../experiments/polarization/sweep.ts';
import type { Rate } from '../../metrics/intervals.ts';
import { isLive, shownOf } from '../../study/evidence.ts';
import { sameQuestion, type StudySpec } from '../../study/spec.ts';
import { Segments } from '../charts/Segments.tsx';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { Choice } from '../ui/Choice.tsx';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { Panel, type PanelTable } from '../ui/Panel.tsx';
import { sourceOf } from '../ui/source.ts';
import { StartStop } from '../ui/StartStop.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { WholeInput } from '../ui/WholeInput.tsx';
import { DATA_CHOICES, gatesOf, MOST_SEEDS, regimesOn, type RegimeChoice } from './arms.ts';
import { sharedSeeds } from './differences.ts';
import { useRace } from './race.ts';
import {
  chooseSweep,
  curvesOf,
  findStoredSweep,
  isAsked,
  setSweep,
  shelfOf,
  startSweep,
  useSweep,
  wantedSweep,
  type Curve,
  type SweepResult,
} from './sweep.ts';
import { SweepChart, useKnobValue } from './SweepChart.tsx';
import { sweepSentence } from './sweepTitle.ts';
import { useSettingWords, useTitled } from './useSettingWords.ts';
import panel from '../ui/panel.module.css';

/** The curves of what is shown, at the threshold that is set. */
function useCurves(result: SweepResult | undefined): readonly Curve[] {
  const threshold = useLab((lab) => lab.state.run.threshold);
  return useMemo(() => (result ? curvesOf(result, threshold) : []), [result, threshold]);
}

/** Whether it was measured with other settings than those chosen now. */
function useOtherSweep(result: SweepResult | null | undefined): boolean {
  const { knob, regime, data, seeds } = useSweep();
  const controls = useLab((lab) => lab.state.run);
  const race = useRace(({ settings }) => settings);
  return useMemo(
    () =>
      result ? !sameQuestion(result.spec, wantedSweep({ knob, regime, data, seeds }, race, controls).spec) : false,
    [result, knob, regime, data, seeds, race, controls],
  );
}

const measuredPoints = (curves: readonly Curve[]) =>
  curves.flatMap(({ id, points }) =>
    points.filter(({ diverged }) => diverged.n > 0).map((point) => ({ id, ...point })),
  );

/** What the curves allow to say; of a sweep that is running, how far it is. @param result - the one shown; @param live - it is still measured */
function useSweepTitle(result: SweepResult | undefined, live: boolean, curves: readonly Curve[]): string {
  const { t } = useTranslation();
  const valueWords = useKnobValue();
  const knob = useSweep((state) => state.knob);
  const name = t(`polarization.knob.${knob}`);
  if (result && live) {
    const n = Math.min(...result.runs.map((own) => own.length));
    return t('polarization.sweep.title.soFar', { knob: name, n, seeds: result.spec.seeds });
  }
  if (result && gatesOf(result) === 0) return t('polarization.race.noGates');
  const sentence = sweepSentence(
    measuredPoints(curves)
      .filter(({ z5 }) => z5.n > 0)
      .map(({ id, value, z5 }) => ({ series: id, value, rate: z5 })),
    {
      knob: name,
      value: (value) =>
        knob === 'sharedLayer'
          ? t(value === 0 ? 'polarization.sweep.withoutIt' : 'polarization.sweep.withIt')
          : t('polarization.sweep.at', { value: valueWords(knob, value) }),
      series: (id) => t(`polarization.series.${id}`),
    },
  );
  return t(`polarization.sweep.title.${sentence.key}`, sentence.values);
}

/** Every point that was measured, with all that was counted. */
function useSweepTable(curves: readonly Curve[]): PanelTable {
  const { t } = useTranslation();
  const words = useNumberWords();
  const valueWords = useKnobValue();
  const knob = useSweep((state) => state.knob);
  const rate = ({ k, n, rate: share, low, high }: Rate): string =>
    t('polarization.rates.told', {
      rate: words.percent(share),
      count: t('polarization.rates.count', { k, n }),
      interval: t('polarization.rates.interval', { low: words.percent(low), high: words.percent(high) }),
    });
  return {
    columns: [
      t(`polarization.knob.${knob}`),
      t('polarization.sweep.series'),
      t('polarization.rates.z5'),
      t('polarization.rates.z6'),
      t('polarization.rates.dead'),
      t('polarization.rates.diverged'),
    ],
    rows: measuredPoints(curves).map(({ id, value, z5, z6, dead, diverged }) => [
      valueWords(knob, value),
      t(`polarization.series.${id}`),
      rate(z5),
      rate(z6),
      rate(dead),
      t('polarization.rates.count', { k: diverged.k, n: diverged.n }),
    ]),
  };
}

/** Polarization against one knob, measured here. */
export function SweepCard() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const setting = useSettingWords();
  const titled = useTitled();
  const knob = useSweep((state) => state.knob);
  const data = useSweep((state) => state.data);
  const shelf = useSweep(shelfOf);
  const shown = shownOf(shelf);
  const result = shown?.data;
  const curves = useCurves(result);
  const live = isLive(shelf, shown);
  const title = useSweepTitle(result, live, curves);
  const table = useSweepTable(curves);
  const other = useOtherSweep(result);
  useEffect(() => {
    // Without the stored file the card still measures: it begins empty.
    findStoredSweep({ knob, data }).catch(() => undefined);
  }, [knob, data]);
  return (
    <Panel
      card="sweep"
      name={t('polarization.sweep.name')}
      title={result ? titled(title, { regime: result.regime, base: result.spec.base }) : title}
      source={sourceOf(shown, live)}
      other={other}
      subtitle={
        result
          ? t('polarization.sweep.subtitle', {
              regime: setting(result.regime, result.spec.base),
              steps: words.fixed(result.spec.base.training.steps),
            })
          : t('polarization.sweep.hint')
      }
      table={table}
    >
      <SweepSetup />
      {table.rows.length > 0 && <SweepChart knob={knob} curves={curves} />}
      {shown?.made && <StoredNote made={shown.made} seeds={shown.finished} />}
      {result && !live && <PartOfRace spec={result.spec} seeds={shown.finished} />}
    </Panel>
  );
}

/** Which knob, around which setting, on how many seeds; its start, and which results are looked at. */
function SweepSetup() {
  const { t } = useTranslation();
  const { knob, regime, data, seeds } = useSweep();
  const asked = useSweep(isAsked);
  const shelf = useSweep(shelfOf);
  const other = useOtherSweep(shelf.asked);
  return (
    <div className={panel.setup}>
      <Segments
        label={t('polarization.sweep.knob')}
        choices={KNOBS.map((value) => ({ value, label: t(`polarization.knob.${value}`) }))}
        value={knob}
        onChange={(value) => {
          setSweep({ knob: value });
        }}
      />
      <span className={panel.break} />
      <DataOfSweep />
      <Choice<RegimeChoice>
        label={t('polarization.regime.label')}
        value={regime}
        choices={regimesOn(data)}
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
      <span className={panel.ways}>
        <StartStop
          owner="sweep"
          primary
          start={t('polarization.sweep.start')}
          stop={t('study.stop')}
          onStart={startSweep}
        />
      </span>
      {asked && <JobLine owner="sweep" kept={shelf.kept} elsewhere={shownOf(shelf)?.id !== shelf.last} other={other} />}
      <EvidenceSwitch
        shelf={shelf}
        of="seeds"
        onChoose={(id) => {
          chooseSweep({ knob, data }, id);
        }}
      />
    </div>
  );
}

/** On which data it is measured; with the controls' setting the controls say so. */
function DataOfSweep() {
  const { t } = useTranslation();
  const regime = useSweep((state) => state.regime);
  const data = useSweep((state) => state.data);
  if (regime === 'controls') return null;
  return (
    <Choice<StudyData>
      label={t('polarization.data.label')}
      value={data}
      choices={DATA_CHOICES}
      words={(choice) => t(`polarization.data.${choice}`)}
      onChange={(value) => {
        // The setting that the stored curves of these data are about.
        setSweep({ data: value, regime: value === 'census' ? 'adam' : 'async' });
      }}
    />
  );
}

/** Why a setting has one rate in the race and another here: more seeds there, the same ones among them. */
function PartOfRace({ spec, seeds }: { spec: StudySpec; seeds: number }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  const shelf = useRace((state) => state.shelf);
  const shown = shownOf(shelf);
  // A race that is running counts no seed yet.
  const race = shown && !isLive(shelf, shown) ? { ...shown.data.spec, seeds: shown.finished } : null;
  const shared = race && race.seeds !== seeds ? sharedSeeds({ ...spec, seeds }, race) : null;
  if (!race || !shared) return null;
  return (
    <p className={panel.note}>
      {t('polarization.sweep.part', {
        from: words.fixed(shared.from),
        to: words.fixed(shared.to),
        race: words.fixed(race.seeds),
        sweep: words.fixed(seeds),
      })}
    </p>
  );
}

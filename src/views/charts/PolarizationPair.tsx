import { useCallback, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, type NumberField } from '../../run/fields.ts';
import { defaultState } from '../../run/labState.ts';
import { DEFAULT_RATES } from '../../run/defaultRates.ts';
import { isGatePolarized, unusedExperts, unusedLimit, utilizationRow } from '../../metrics/gates.ts';
import { TASKS } from '../../world/spec.ts';
import { isOpeningRun, setField } from '../control.ts';
import { useSpokenVerdict } from '../announce.ts';
import { useNumberWords } from '../format.ts';
import { OpeningNote } from './OpeningNote.tsx';
import { Slider } from '../shell/controls/Slider.tsx';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { useArmLabels, useArmNames, useRates } from '../useTrained.ts';
import { Chart } from './Chart.tsx';
import { cellAt, heatArms, heatLayout, heatMarks, type HeatArm } from './heatMarks.ts';
import { Plot } from './Plot.tsx';
import { pointAt, usePointed } from './pointing.ts';
import { useFrame } from './shown.ts';
import type { Table } from './table.ts';
import { textWidth } from './textWidth.ts';
import { pairFact, polarizationTitle, type PairAt } from './titles.ts';

const standard = defaultState();

/** The two lockstep models side by side: who uses which expert, and whose gates are polarized. */
export function PolarizationPair() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { frame, experts } = useFrame();
  const rates = useRates();
  const names = useArmLabels();
  const longNames = useArmNames();
  const pointed = usePointed();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const ended = useLab((lab) => lab.status === 'finished' || lab.status === 'diverged');
  const kind = useLab((lab) => lab.opened?.run.model.kind ?? 'mmoe');
  const none = kind === 'shared-bottom';
  const oneGate = kind === 'omoe';
  const gates = oneGate ? 1 : TASKS.length;
  const gateNames = useMemo(
    () => (oneGate ? [t('charts.polarization.oneGate')] : TASKS.map((task) => t(`task.${task}`))),
    [oneGate, t],
  );

  const say = useSay();
  const pair = (): PairAt | null => {
    const now = frame();
    return (
      now && { kind, experts, threshold, step: now.step, ended: ended || now.step >= now.steps, rates, arms: now.arms }
    );
  };
  const title = (): string => polarizationTitle(say, pair());
  useSpokenVerdict(() => {
    const now = pair();
    return now && now.step > 0 && !none ? JSON.stringify(pairFact(now)) : null;
  }, title);
  const count = (unused: number): string => t('charts.polarization.count', { unused, experts });
  const pictures = (): HeatArm[] =>
    heatArms(
      frame()?.arms ?? [],
      experts,
      threshold,
      {
        arms: names,
        polarized: t('charts.polarization.polarized'),
        notPolarized: t('charts.polarization.notPolarized'),
        count,
      },
      gates,
    );
  const nameWidth = Math.max(...gateNames.map((name) => textWidth(name)));
  // bold when the gate is polarized
  const countWidth = 1.1 * textWidth(count(experts > 9 ? 10 : 8));
  const describe = (): string =>
    pictures()
      .map(
        ({ verdict, counts }, arm) =>
          `${longNames[arm]}: ${verdict}. ${counts.map(({ text }, k) => `${gateNames[k]}: ${text}`).join(', ')}.`,
      )
      .join(' ');
  const table = useCallback(
    (): Table => ({
      columns: [
        { label: t('charts.polarization.column.model') },
        { label: t(oneGate ? 'charts.polarization.column.gate' : 'charts.gates.column.task') },
        ...Array.from({ length: experts }, (_, e) => ({ label: t('charts.expert', { expert: e + 1 }), digits: 4 })),
        { label: t('charts.polarization.column.unused', { threshold: numbers.percent(threshold, 1) }) },
        { label: t('charts.polarization.column.polarized') },
        { label: t('charts.polarization.column.dead') },
      ],
      rows: (frame()?.arms ?? []).flatMap(({ utilization, dead }, arm) =>
        gateNames.map((name, k) => {
          const row = utilizationRow(utilization, experts, k);
          return [
            longNames[arm],
            name,
            ...row,
            unusedExperts(row, threshold),
            t(isGatePolarized(row, threshold) ? 'charts.yes' : 'charts.no'),
            dead.reduce((sum, one) => sum + one, 0),
          ];
        }),
      ),
    }),
    [frame, experts, threshold, numbers, longNames, oneGate, gateNames, t],
  );
  // "1%" rather than "1.0%" in a sentence
  const limit = numbers.percent(threshold, Number.isInteger(Math.round(threshold * 1000) / 10) ? 0 : 1);
  return (
    <Chart
      className="polarization"
      name={t('charts.polarization.name')}
      title={title}
      subtitle={t('charts.polarization.definition', { limit: unusedLimit(experts), experts, threshold: limit })}
      table={table}
      empty={none ? t('charts.gates.none') : null}
      foot={<ChosenSeed />}
    >
      <Plot
        className="heat-plot"
        describe={describe}
        marks={(size) => {
          const arms = pictures();
          if (arms.length < 2) return null;
          return heatMarks(size, {
            arms,
            experts,
            threshold,
            names: gateNames,
            nameWidth,
            countWidth,
            pointed: {
              expert: pointed.expert,
              task: pointed.task === null ? null : oneGate ? 0 : TASKS.indexOf(pointed.task),
            },
            write: (weight) => numbers.fixed(100 * weight, weight < 0.0995 ? 1 : 0),
          });
        }}
        onMove={(x, y, size) => {
          const cell = cellAt(heatLayout(size, experts, nameWidth, countWidth, gates), experts, x, y);
          pointAt(
            cell === null
              ? null
              : cell.expert === null
                ? { kind: 'gate', task: TASKS[cell.task] }
                : { kind: 'expert', expert: cell.expert },
          );
        }}
        onLeave={() => {
          pointAt(null);
        }}
      />
      <ThresholdSlider value={threshold} words={numbers.percent(threshold, 1)} />
    </Chart>
  );
}

/** What the marks mean, and the threshold under which an expert counts as unused: recounts, never retrains. */
function ThresholdSlider({ value, words }: { value: number; words: string }) {
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
        {t('charts.polarization.dead')}
      </span>
    </div>
  );
}

/** Honesty: the seed of the opening run was chosen, and how often it comes out like that. */
function ChosenSeed() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const shown = useLab((lab) => lab.course !== null && isOpeningRun(lab.course));
  if (!shown) return <OpeningNote />;
  const { runs, withoutDropout, withDropout } = DEFAULT_RATES;
  return (
    <p className="chart-note">
      {t('charts.polarization.chosen', {
        runs,
        without: numbers.percent(withoutDropout / runs),
        with: numbers.percent(withDropout / runs),
      })}
    </p>
  );
}

import { useCallback, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { FIELDS, fieldOf, getField, sameValue, type NumberField } from '../../run/fields.ts';
import { defaultState, type LabState } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { DEFAULT_RATES } from '../../run/defaultRates.ts';
import { isGatePolarized, unusedLimit, utilizationRow } from '../../metrics/gates.ts';
import { TASKS } from '../../world/spec.ts';
import { setField } from '../control.ts';
import { useSpokenVerdict } from '../announce.ts';
import { useNumberWords } from '../format.ts';
import { Slider } from '../shell/controls/Slider.tsx';
import { useLab } from '../store.ts';
import { Chart } from './Chart.tsx';
import { cellAt, heatArms, heatLayout, heatMarks, type HeatArm } from './heatMarks.ts';
import { polarizationFact, unusedCounts } from './facts.ts';
import { Plot } from './Plot.tsx';
import { pointAt, usePointed } from './pointing.ts';
import { useFrame } from './shown.ts';
import { useArmNames } from './switches.tsx';
import type { Table } from './table.ts';
import { textWidth } from './textWidth.ts';

const standard = defaultState();

/**
 * Whether the run that is open is the one that the app opens with. What applies at once counts as it is set now; the threshold only changes
 * how the run is counted.
 */
function isDefault(opened: RunSpec, state: LabState): boolean {
  const started = { ...standard, run: opened };
  return FIELDS.every(
    (field) =>
      field.applies === 'view'
      || sameValue(getField(field.applies === 'now' ? state : started, field), getField(standard, field)),
  );
}

/** The two lockstep models side by side: who uses which expert, and whose gates are polarized. */
export function PolarizationPair() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { frame, experts } = useFrame();
  const names = useArmNames();
  const pointed = usePointed();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const rate = useLab((lab) => lab.state.run.training.gateDropout);
  const finished = useLab((lab) => lab.status === 'finished');
  const none = useLab((lab) => lab.opened?.run.model.kind === 'shared-bottom');
  const taskNames = TASKS.map((task) => t(`task.${task}`));

  const gatesInWords = (tasks: readonly number[]): string =>
    tasks.length === 1
      ? t('charts.polarization.gate', { task: taskNames[tasks[0]] })
      : t('charts.polarization.gates', { number: tasks.length });
  const title = (): string => {
    const now = frame();
    if (!now) return t('charts.polarization.name');
    if (none) return t('charts.gates.title.none');
    const fact = polarizationFact(now.arms, experts, threshold, rate);
    const shown = numbers.percent(rate);
    switch (fact.kind) {
      case 'same':
        return t('charts.polarization.title.same');
      case 'neither':
        return now.step === 0
          ? t('charts.polarization.title.start')
          : finished
            ? t('charts.polarization.title.neither')
            : t('charts.polarization.title.notYet');
      case 'without':
        return t('charts.polarization.title.without', { gates: gatesInWords(fact.tasks[0]), rate: shown });
      case 'with':
        return t('charts.polarization.title.with', { gates: gatesInWords(fact.tasks[1]), rate: shown });
      case 'both':
        return t('charts.polarization.title.both', {
          without: fact.tasks[0].length,
          with: fact.tasks[1].length,
          rate: shown,
        });
    }
  };
  useSpokenVerdict(() => {
    const now = frame();
    return now && now.step > 0 && !none ? JSON.stringify(polarizationFact(now.arms, experts, threshold, rate)) : null;
  }, title);
  const count = (unused: number): string => t('charts.polarization.count', { unused, experts });
  const pictures = (): HeatArm[] =>
    heatArms(frame()?.arms ?? [], experts, threshold, {
      arms: names,
      polarized: t('charts.polarization.polarized'),
      notPolarized: t('charts.polarization.notPolarized'),
      count,
    });
  const nameWidth = Math.max(...taskNames.map((name) => textWidth(name)));
  // bold when the gate is polarized
  const countWidth = 1.1 * textWidth(count(experts > 9 ? 10 : 8));
  const describe = (): string =>
    pictures()
      .map(
        ({ heading, verdict, counts }) =>
          `${heading}: ${verdict}. ${counts.map(({ text }, k) => `${taskNames[k]}: ${text}`).join(', ')}.`,
      )
      .join(' ');
  const table = useCallback(
    (): Table => ({
      columns: [
        { label: t('charts.polarization.column.model') },
        { label: t('charts.gates.column.task') },
        ...Array.from({ length: experts }, (_, e) => ({ label: t('charts.expert', { expert: e + 1 }), digits: 4 })),
        { label: t('charts.polarization.column.unused', { threshold: numbers.percent(threshold, 1) }) },
        { label: t('charts.polarization.column.polarized') },
        { label: t('charts.polarization.column.dead') },
      ],
      rows: (frame()?.arms ?? []).flatMap(({ utilization, dead }, arm) =>
        unusedCounts(utilization, experts, threshold).map((unused, k) => {
          const row = utilizationRow(utilization, experts, k);
          return [
            names[arm],
            t(`task.${TASKS[k]}`),
            ...row,
            unused,
            t(isGatePolarized(row, threshold) ? 'charts.yes' : 'charts.no'),
            dead.reduce((sum, one) => sum + one, 0),
          ];
        }),
      ),
    }),
    [frame, experts, threshold, numbers, names, t],
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
            names: taskNames,
            nameWidth,
            countWidth,
            pointed: { expert: pointed.expert, task: pointed.task === null ? null : TASKS.indexOf(pointed.task) },
            write: (weight) => numbers.fixed(100 * weight, weight < 0.0995 ? 1 : 0),
          });
        }}
        onMove={(x, y, size) => {
          const cell = cellAt(heatLayout(size, experts, nameWidth, countWidth), experts, x, y);
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
      <ChosenSeed />
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
  const shown = useLab((lab) => lab.opened !== null && isDefault(lab.opened.run, lab.state));
  if (!shown) return null;
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

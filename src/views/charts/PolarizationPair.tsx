import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_RATES } from '../../run/defaultRates.ts';
import { unusedLimit } from '../../metrics/gates.ts';
import { gatesOf } from '../../model/visible.ts';
import { TASKS } from '../../world/spec.ts';
import { isOpeningRun } from '../control.ts';
import { useSpokenVerdict } from '../announce.ts';
import { useNumberWords } from '../format.ts';
import { OpeningNote } from './OpeningNote.tsx';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { useLab } from '../store.ts';
import { useArmLabels, useArmNames, useApart, useSameModels } from '../useTrained.ts';
import { Chart } from './Chart.tsx';
import { cellAt, heatArms, heatLayout, heatMarks, type HeatArm, type HeatWords } from './heatMarks.ts';
import { Plot } from './Plot.tsx';
import { pointAt, usePointed } from './pointing.ts';
import { polarizationTable } from './polarizationTable.ts';
import { useFrame, usePaired } from './shown.ts';
import { LONGEST_NAME, shortened } from './shortened.ts';
import type { Table } from './table.ts';
import { textWidth } from './textWidth.ts';
import { ThresholdSlider } from './ThresholdSlider.tsx';
import { pairFact, polarizationTitle, type PairAt } from './titles.ts';

/** The two lockstep models side by side: who uses which expert, and whose gates are polarized. */
export function PolarizationPair() {
  const say = useSay();
  const { t, numbers } = say;
  const { frame, experts } = useFrame();
  const model = usePaired();
  const names = useArmNames();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const none = useLab((lab) => lab.opened?.run.model.kind === 'shared-bottom');
  const { oneGate, gates } = useGateNames();
  const title = useVerdict();
  const cured = useApart().cures.length > 0;
  const table = useCallback(
    (): Table => polarizationTable(say, { arms: frame()?.arms ?? [], model, threshold, names, gates, oneGate }),
    [say, frame, model, threshold, names, gates, oneGate],
  );
  // "1%" rather than "1.0%" in a sentence
  const limit = numbers.percent(threshold, Number.isInteger(Math.round(threshold * 1000) / 10) ? 0 : 1);
  return (
    <Chart
      card="polarization"
      className="polarization"
      name={t(cured ? 'charts.polarization.nameCures' : 'charts.polarization.name')}
      title={title}
      subtitle={
        (model.visible ?? model.visibleOf)
          ? t('charts.polarization.definitionOwn', { threshold: limit })
          : t('charts.polarization.definition', { limit: unusedLimit(experts), experts, threshold: limit })
      }
      table={table}
      empty={none ? t('charts.gates.none') : null}
      foot={<ChosenSeed />}
    >
      <Maps />
      <ThresholdSlider value={threshold} words={numbers.percent(threshold, 1)} />
    </Chart>
  );
}

/** The gates that each model has: one for every task that there is, or one for all; their places and names. */
function useGateNames(): { oneGate: boolean; rows: readonly number[]; gates: string[] } {
  const { t } = useTranslation();
  const model = usePaired();
  return useMemo(() => {
    const oneGate = model.kind === 'omoe';
    const rows = gatesOf(model);
    return { oneGate, rows, gates: rows.map((k) => t(oneGate ? 'charts.polarization.oneGate' : `task.${TASKS[k]}`)) };
  }, [model, t]);
}

/** Which of the two polarized: said aloud when it becomes another. @returns the title */
function useVerdict(): () => string {
  const say = useSay();
  const { frame } = useFrame();
  const model = usePaired();
  const apart = useApart();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const ended = useLab((lab) => lab.status === 'finished' || lab.status === 'diverged');
  const { kind } = model;
  const pair = (): PairAt | null => {
    const now = frame();
    return now && { ...model, threshold, step: now.step, ended: ended || now.step >= now.steps, apart, arms: now.arms };
  };
  const title = (): string => polarizationTitle(say, pair());
  useSpokenVerdict(() => {
    const now = pair();
    return now && now.step > 0 && kind !== 'shared-bottom' ? JSON.stringify(pairFact(now)) : null;
  }, title);
  return title;
}

/** What the maps show now: one where both models are the same. */
function useHeatArms(rows: readonly number[], count: HeatWords['count']): () => HeatArm[] {
  const { t } = useTranslation();
  const { frame } = useFrame();
  const model = usePaired();
  const arms = useArmLabels();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const same = useSameModels();
  const words = {
    arms,
    polarized: t('charts.polarization.polarized'),
    notPolarized: t('charts.polarization.notPolarized'),
    count,
  };
  return () => heatArms((frame()?.arms ?? []).slice(0, same ? 1 : 2), model, threshold, words, rows);
}

/** The maps. */
function Maps() {
  const { t, numbers } = useSay();
  const model = usePaired();
  const { experts } = model;
  const { oneGate, rows, gates } = useGateNames();
  const names = gates.map((name) => shortened(name, LONGEST_NAME, textWidth));
  const longNames = useArmNames();
  const { expert, task } = usePointed();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const count = (unused: number, of: number): string => t('charts.polarization.count', { unused, experts: of });
  const pictures = useHeatArms(rows, count);
  const nameWidth = Math.max(...names.map((name) => textWidth(name)));
  // bold when the gate is polarized
  const countWidth = 1.1 * textWidth(count(experts > 9 ? 10 : 8, experts));
  const pointed = { expert, task: task === null ? null : oneGate ? 0 : TASKS.indexOf(task) };
  const named = { names, wholeNames: gates, rows, oneGate };
  const write = (weight: number): string => numbers.fixed(100 * weight, weight < 0.0995 ? 1 : 0);
  const describe = (): string =>
    inSentences(
      t,
      ...pictures().map(({ verdict, counts }, arm) =>
        t('charts.polarization.describe', {
          arm: longNames[arm],
          verdict,
          counts: counts.map(({ text }, k) => t('named', { name: gates[k], value: text })).join(t('comma')),
        }),
      ),
    );
  return (
    <Plot
      className="heat-plot"
      describe={describe}
      marks={(size) => {
        const arms = pictures();
        if (arms.length === 0) return null;
        return heatMarks(size, { arms, model, threshold, ...named, nameWidth, countWidth, pointed, write });
      }}
      onMove={(x, y, size) => {
        const cell = cellAt(
          heatLayout(size, experts, nameWidth, countWidth, names.length, pictures().length),
          experts,
          x,
          y,
        );
        pointAt(
          cell === null
            ? null
            : cell.expert === null
              ? { kind: 'gate', task: TASKS[rows[cell.task]] }
              : { kind: 'expert', expert: cell.expert },
        );
      }}
      onLeave={() => {
        pointAt(null);
      }}
    />
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

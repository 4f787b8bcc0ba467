import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArmView } from '../../session/protocol.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { Chart } from '../charts/Chart.tsx';
import { useGateDistributions } from '../charts/GateDistributions.tsx';
import { useGateHistory } from '../charts/GateHistory.tsx';
import { countWords } from '../charts/titles.ts';
import { useGated } from '../charts/shown.ts';
import { useNumberWords } from '../format.ts';
import { scrubTo, useShownStep, viewed } from './scrub.ts';

/** The distributions of gate weights at the step that is shown, the newest or an earlier one. */
export function Distributions() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const model = useGated();
  const { experts } = model;
  const step = useShownStep();
  // A step out of a file has no histogram; dead experts are known of the newest step only.
  const past = useCallback((): ArmView | null => {
    const arm = viewed()?.arm;
    if (!arm?.histogram || arm.utilization.length !== TASK_COUNT * experts) return null;
    return {
      dead: new Uint8Array(experts),
      ...arm,
      histogram: arm.histogram,
      parameters: arm.parameters ?? new Float32Array(),
    };
  }, [experts]);
  const chart = useGateDistributions(step === null ? undefined : past);
  const { table: numbers } = chart;
  const table = useCallback(() => ({ ...numbers(), step: step ?? undefined }), [numbers, step]);
  if (step === null) return <Chart {...chart} />;
  return (
    <Chart
      {...chart}
      table={table}
      subtitle={t('gates.past.subtitle', { step: words.fixed(step), experts: countWords(model) })}
      empty={chart.empty ?? (past() ? null : t('gates.past.none'))}
    />
  );
}

/** The whole history of the gates; a click on it goes back to that step. */
export function History() {
  const { t } = useTranslation();
  const step = useShownStep();
  const history = useGateHistory({ mark: step, onStep: scrubTo });
  return <Chart {...history} subtitle={t('sentences', { first: history.subtitle, second: t('gates.scrub.click') })} />;
}

import { useTranslation } from 'react-i18next';
import { TASKS } from '../../world/spec.ts';
import type { ArmView } from '../../experiments/session/protocol.ts';
import { drawGate } from '../charts/drawGate.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { Plot } from '../charts/Plot.tsx';
import { useExperts } from '../charts/shown.ts';
import { taskColor, taskInk } from '../encoding.ts';
import { useNumberWords } from '../format.ts';
import { Panel } from '../polarization/Panel.tsx';
import { viewed } from './scrub.ts';

/** The model in the form that a gate's drawing takes; a step out of a file has no histogram, and dead experts are not kept. */
function past(experts: number): ArmView | null {
  const arm = viewed()?.arm;
  if (!arm?.histogram || arm.utilization.length !== TASKS.length * experts) return null;
  return { dead: new Uint8Array(experts), ...arm, histogram: arm.histogram, parameters: arm.parameters ?? new Float32Array() };
}

/** The distributions of gate weights at an earlier step. */
export function PastGates({ step }: { step: number }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  const experts = useExperts();
  const effective = (k: number): string => {
    const arm = past(experts);
    return arm ? t('charts.gates.effective', { each: words.fixed(arm.effectivePerExample[k], 1), whole: words.fixed(arm.effectiveOfMean[k], 1) }) : t('gates.past.none');
  };
  return (
    <Panel name={t('gates.past.name')} title={t('gates.past.title', { step: words.fixed(step) })} subtitle={t('gates.past.subtitle')}>
      <div className="gates-past">
        {TASKS.map((task, k) => (
          <div key={task}>
            <p><strong style={{ color: taskInk(task) }}>{t(`task.${task}`)}</strong> <LiveText text={() => effective(k)} /></p>
            <Plot
              className="gate-plot" describe={() => t('gates.past.describe', { task: t(`task.${task}`), step: words.fixed(step), effective: effective(k) })}
              draw={(svg, size) => {
                const arm = past(experts);
                if (arm) drawGate(svg, size, { arm, task: k, experts, color: taskColor(task), ink: taskInk(task), pointed: null, numbers: words });
              }}
            />
          </div>
        ))}
      </div>
    </Panel>
  );
}

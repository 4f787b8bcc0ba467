import { gateOverlaps, usedRow } from '../../metrics/gates.ts';
import { gatesOf, isMasked, presentOf, type Gated } from '../../model/visible.ts';
import { TASK_COUNT, TASKS } from '../../world/spec.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { LiveWords } from '../charts/LiveWords.tsx';
import { weightsOf } from '../charts/gateTables.ts';
import { useGated } from '../charts/shown.ts';
import { titleOf } from '../charts/titles.ts';
import { useShownLetter } from '../charts/useShownModel.ts';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { gateRows, taskRows } from './gateRows.tsx';
import { byWeight, Numbers } from './Numbers.tsx';
import { sampleGates } from './explained.ts';
import { rowsOf, viewed } from './scrub.ts';
import { agreeTitle, correlationsOf, heatSubtitle, heatTitle } from './titles.ts';
import styles from './gates.module.css';

interface Props {
  model: Gated;
}

/** What the gates do over all held-out impressions: utilization (the paper's figure 5), effective experts, agreement. */
export function Overview() {
  const model = useGated();
  if (model.experts === 0) return null;
  return (
    <div className={styles.pair}>
      <Utilization model={model} />
      {model.kind === 'mmoe' && presentOf(model).length > 1 && <Agreement model={model} />}
    </div>
  );
}

/** Mean weights of every gate at the shown step; null while the frame is another run's. */
function utilizationOf(experts: number): Float64Array | null {
  const found = viewed()?.arm.utilization;
  return found && found.length === TASK_COUNT * experts ? found : null;
}

/** Which experts are dead, numbered from 1; null where it is not known: at earlier steps. */
function deadExperts(): number[] | null {
  const arm = viewed()?.arm;
  return arm && 'dead' in arm ? Array.from(arm.dead, (is, e) => (is ? e + 1 : 0)).filter((number) => number > 0) : null;
}

function Utilization({ model }: Props) {
  const say = useSay();
  const { t } = say;
  const threshold = useLab((lab) => lab.state.run.threshold);
  const { kind, experts } = model;
  const own = isMasked(model);
  const letter = useShownLetter();
  const title = (): string => {
    const now = utilizationOf(experts);
    const { present } = model;
    return heatTitle(say, { kind, threshold, own, present }, now && gatesOf(model).map((k) => usedRow(now, model, k)));
  };
  const gates = gateRows(say, model);
  return (
    <Panel
      card="heat"
      name={t('gates.heat.name')}
      title={<LiveText text={() => titleOf(say, letter, title())} />}
      subtitle={<LiveWords text={() => heatSubtitle(say, kind, deadExperts(), own)} />}
    >
      <TableScroll label={t('gates.heat.name')}>
        <Numbers
          name={t('gates.heat.name')}
          corner={t('gates.corner.expert')}
          columns={Array.from({ length: experts }, (_, e) => String(e + 1))}
          rows={gates}
          digits={3}
          tint={byWeight}
          read={() => {
            const now = utilizationOf(experts);
            return now && gatesOf(model).map((k) => weightsOf(model, now, k));
          }}
        />
      </TableScroll>
      {/* Beside many experts it would be a narrow table that scrolls. */}
      <TableScroll label={t('gates.effective.name')}>
        <Numbers
          name={t('gates.effective.name')}
          corner={t('gates.effective.name')}
          columns={[t('gates.effective.each'), t('gates.effective.mean')]}
          rows={gates}
          digits={2}
          tint={(value) => 0.4 * (value / experts)}
          read={() => {
            const arm = viewed()?.arm;
            return arm ? gatesOf(model).map((k) => [arm.effectivePerExample[k], arm.effectiveOfMean[k]]) : null;
          }}
        />
      </TableScroll>
    </Panel>
  );
}

function Agreement({ model }: Props) {
  const say = useSay();
  const { t } = say;
  const { experts } = model;
  const letter = useShownLetter();
  const present = presentOf(model);
  const tasks = taskRows(say, model);
  const taskNames = present.map((k) => t(`task.${TASKS[k]}`));
  return (
    <Panel
      card="agree"
      name={t('gates.agree.name')}
      title={<LiveText text={() => titleOf(say, letter, agreeTitle(say, model, utilizationOf(experts)))} />}
      subtitle={inSentences(t, t('gates.agree.subtitle'), isMasked(model) ? t('gates.agree.own') : '')}
    >
      <TableScroll label={t('gates.agree.name')}>
        <Numbers
          name={t('gates.agree.overlap')}
          corner={t('gates.agree.overlap')}
          columns={taskNames}
          rows={tasks}
          tint={byWeight}
          read={() => {
            const gates = sampleGates();
            const overlaps = gates && rowsOf(gateOverlaps(gates, TASK_COUNT, experts), TASK_COUNT);
            return overlaps && present.map((a) => present.map((b) => overlaps[a][b]));
          }}
        />
        <Numbers
          name={t('gates.agree.correlation')}
          corner={t('gates.agree.correlation')}
          columns={taskNames}
          rows={tasks}
          tint={(value) => 0.45 * Math.abs(value)}
          read={() => {
            const now = utilizationOf(experts);
            return now && correlationsOf(now, model);
          }}
        />
      </TableScroll>
    </Panel>
  );
}

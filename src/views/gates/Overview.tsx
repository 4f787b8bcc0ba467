import { gateAgreement } from '../../metrics/gates.ts';
import { TASK_COUNT, TASKS } from '../../world/spec.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { useExperts } from '../charts/shown.ts';
import { taskColor, taskInk } from '../encoding.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { byWeight, Numbers } from './Numbers.tsx';
import { sampleGates } from './sample.ts';
import { rowsOf, viewed } from './scrub.ts';
import { agreeTitle, correlationsOf, gateOwner, heatTitle } from './titles.ts';

/** What the gates do over all held-out impressions: utilization (the paper's figure 5), effective experts, agreement. */
export function Overview() {
  const say = useSay();
  const { t } = say;
  const experts = useExperts();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const kind = useLab((lab) => lab.opened?.run.model.kind ?? 'mmoe');
  const oneGate = kind === 'omoe';
  const tasks = TASKS.map((name) => ({
    head: <span style={{ color: taskInk(name) }}>{t(`task.${name}`)}</span>,
    color: taskColor(name),
  }));
  // The four rows of a one-gate model are one row.
  const gates = oneGate ? [{ head: gateOwner(say, kind, 0), color: 'var(--muted)' }] : tasks;
  const taskNames = TASKS.map((name) => t(`task.${name}`));
  const utilization = (): Float64Array[] | null => {
    const found = viewed()?.arm.utilization;
    return found && found.length === TASK_COUNT * experts ? rowsOf(found, experts) : null;
  };
  const correlations = (): number[][] | null => {
    const rows = utilization();
    return rows && correlationsOf(rows);
  };
  const overlaps = (): Float64Array[] | null => {
    const gates = sampleGates();
    return gates && experts > 0 ? rowsOf(gateAgreement(gates, TASK_COUNT, experts).overlap, TASK_COUNT) : null;
  };
  // Which experts are dead is known of the newest step only.
  const dead = (): string => {
    const arm = viewed()?.arm;
    if (!arm || !('dead' in arm)) return '';
    const numbers = Array.from(arm.dead, (is, e) => (is ? String(e + 1) : '')).filter(Boolean);
    return numbers.length > 0 ? t('gates.heat.dead', { experts: numbers.join(t('comma')) }) : t('gates.heat.alive');
  };
  if (experts === 0) return null;
  return (
    <div className="gates-pair">
      <Panel
        name={t('gates.heat.name')}
        title={<LiveText text={() => heatTitle(say, { kind, threshold }, utilization())} />}
        subtitle={
          <>
            {t('gates.heat.subtitle')} <LiveText text={dead} />
          </>
        }
      >
        <TableScroll label={t('gates.heat.name')}>
          <Numbers
            name={t('gates.heat.name')}
            corner={t('gates.corner.expert')}
            columns={Array.from({ length: experts }, (_, e) => String(e + 1))}
            rows={gates}
            digits={3}
            tint={byWeight}
            read={utilization}
          />
          <Numbers
            name={t('gates.effective.name')}
            corner={t('gates.effective.name')}
            columns={[t('gates.effective.each'), t('gates.effective.mean')]}
            rows={gates}
            digits={2}
            tint={(value) => 0.4 * (value / experts)}
            read={() => {
              const arm = viewed()?.arm;
              return arm ? TASKS.map((_, k) => [arm.effectivePerExample[k], arm.effectiveOfMean[k]]) : null;
            }}
          />
        </TableScroll>
      </Panel>
      {!oneGate && (
        <Panel
          name={t('gates.agree.name')}
          title={<LiveText text={() => agreeTitle(say, utilization())} />}
          subtitle={t('gates.agree.subtitle')}
        >
          <TableScroll label={t('gates.agree.name')}>
            <Numbers
              name={t('gates.agree.overlap')}
              corner={t('gates.agree.overlap')}
              columns={taskNames}
              rows={tasks}
              tint={byWeight}
              read={overlaps}
            />
            <Numbers
              name={t('gates.agree.correlation')}
              corner={t('gates.agree.correlation')}
              columns={taskNames}
              rows={tasks}
              tint={(value) => 0.45 * Math.abs(value)}
              read={correlations}
            />
          </TableScroll>
        </Panel>
      )}
    </div>
  );
}

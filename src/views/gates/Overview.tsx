import { useTranslation } from 'react-i18next';
import { pearson } from '../../metrics/correlation.ts';
import { gateAgreement, unusedExperts } from '../../metrics/gates.ts';
import { TASK_COUNT, TASKS } from '../../world/spec.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { useExperts } from '../charts/shown.ts';
import { taskColor, taskInk } from '../encoding.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { byWeight, Numbers } from './Numbers.tsx';
import { sampleGates } from './sample.ts';
import { rowsOf, useScrub, viewed } from './scrub.ts';

/** What the gates do over all held-out impressions: utilization (the paper's figure 5), effective experts, agreement. */
export function Overview() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const experts = useExperts();
  const threshold = useLab((lab) => lab.state.run.threshold);
  useScrub(); // another step: everything is written anew
  const tasks = TASKS.map((name) => ({
    head: <span style={{ color: taskInk(name) }}>{t(`task.${name}`)}</span>,
    color: taskColor(name),
  }));
  const taskNames = TASKS.map((name) => t(`task.${name}`));
  const utilization = (): Float64Array[] | null => {
    const found = viewed()?.arm.utilization;
    return found && found.length === TASK_COUNT * experts ? rowsOf(found, experts) : null;
  };
  const heatTitle = (): string => {
    const rows = utilization();
    if (!rows) return t('gates.heat.name');
    const unused = rows.map((row) => unusedExperts(row, threshold));
    const most = Math.max(...unused);
    return most === 0
      ? t('gates.heat.all', { threshold: words.percent(threshold, 1) })
      : t('gates.heat.title', {
          task: taskNames[unused.indexOf(most)],
          unused: most,
          experts,
          threshold: words.percent(threshold, 1),
        });
  };
  const correlations = (): number[][] | null =>
    utilization()?.map((a, _, all) => all.map((b) => pearson(a, b))) ?? null;
  const overlaps = (): Float64Array[] | null => {
    const gates = sampleGates();
    return gates && experts > 0 ? rowsOf(gateAgreement(gates, TASK_COUNT, experts).overlap, TASK_COUNT) : null;
  };
  const agreeTitle = (): string => {
    const c = correlations();
    if (!c) return t('gates.agree.name');
    return t('gates.agree.title', {
      within: words.fixed((c[0][1] + c[2][3]) / 2, 2),
      across: words.fixed((c[0][2] + c[0][3] + c[1][2] + c[1][3]) / 4, 2),
    });
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
        title={<LiveText text={heatTitle} />}
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
            rows={tasks}
            digits={3}
            tint={byWeight}
            read={utilization}
          />
          <Numbers
            name={t('gates.effective.name')}
            corner={t('gates.effective.name')}
            columns={[t('gates.effective.each'), t('gates.effective.mean')]}
            rows={tasks}
            digits={2}
            tint={(value) => 0.4 * (value / experts)}
            read={() => {
              const arm = viewed()?.arm;
              return arm ? TASKS.map((_, k) => [arm.effectivePerExample[k], arm.effectiveOfMean[k]]) : null;
            }}
          />
        </TableScroll>
      </Panel>
      <Panel name={t('gates.agree.name')} title={<LiveText text={agreeTitle} />} subtitle={t('gates.agree.subtitle')}>
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
    </div>
  );
}

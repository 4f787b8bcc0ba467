import { useState } from 'react';
import type { Ablation, Opened } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import { ablate } from '../client.ts';
import { taskInk } from '../encoding.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { useSay } from '../say.ts';
import { feed, useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { ablationSubtitle, ablationTitle, changeWords, lossChanges, worstOf } from './titles.ts';

/** Switches every expert off in turn, at evaluation, and shows which task suffers. */
export function AblationCard() {
  const say = useSay();
  const { t } = say;
  const opened = useLab((lab) => lab.opened);
  const arm = useLab((lab) => lab.state.view.arm);
  const [measured, setMeasured] = useState<{ of: Opened; ablation: Ablation } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const ablation = measured && measured.of === opened ? measured.ablation : null;
  const measure = (): void => {
    setBusy(true);
    setFailed(false);
    ablate()
      .then((found) => {
        if (found && opened) setMeasured({ of: opened, ablation: found });
      })
      .catch(() => {
        setFailed(true);
      })
      .finally(() => {
        setBusy(false);
      });
  };
  const rows = ablation ? lossChanges(ablation, arm) : [];
  const worst = worstOf(rows);
  return (
    <Panel
      name={t('gates.ablation.name')}
      title={ablationTitle(say, rows)}
      subtitle={<LiveText text={() => ablationSubtitle(say, ablation?.step ?? null, feed.frame?.step ?? 0)} />}
      controls={
        <button type="button" className="button small" disabled={!opened || busy} onClick={measure}>
          {t(busy ? 'gates.ablation.busy' : 'gates.ablation.measure')}
        </button>
      }
    >
      {failed && <p role="alert">{t('gates.ablation.failed')}</p>}
      {rows.length > 0 && (
        <TableScroll label={t('gates.ablation.name')}>
          <table className="ui-table">
            <thead>
              <tr>
                <th scope="col">{t('gates.ablation.off')}</th>
                {TASKS.map((task) => (
                  <th key={task} scope="col" style={{ color: taskInk(task) }}>
                    {t(`task.${task}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((changes, e) => (
                <tr key={e}>
                  <th scope="row">{t('gates.row.expert', { expert: e + 1 })}</th>
                  {changes.map((change, k) => (
                    <td key={TASKS[k]} data-worst={(worst?.e === e && worst.k === k) || undefined}>
                      {changeWords(say, change)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Panel>
  );
}

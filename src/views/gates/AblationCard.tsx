import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ablation, Opened } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import { ablate } from '../client.ts';
import { taskInk } from '../encoding.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';

/** Switches every expert off in turn, at evaluation, and shows which task suffers. */
export function AblationCard() {
  const { t } = useTranslation();
  const words = useNumberWords();
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
  const rows = ablation?.without[arm].map((loss) => loss.map((value, k) => value / ablation.whole[arm][k] - 1)) ?? [];
  const worst = rows
    .flatMap((changes, e) => changes.map((change, k) => ({ change, e, k })))
    .reduce<{ change: number; e: number; k: number } | null>(
      (best, entry) => (!best || entry.change > best.change ? entry : best),
      null,
    );
  // A loss several times as large is easier to read as a factor.
  const signed = (value: number): string =>
    value >= 1
      ? `×${words.fixed(1 + value, 1)}`
      : `${value >= 0.0005 ? '+' : ''}${words.percent(Math.abs(value) < 0.0005 ? 0 : value, 1)}`;
  const title =
    worst && worst.change > 0
      ? t('gates.ablation.worst', {
          expert: worst.e + 1,
          task: t(`task.${TASKS[worst.k]}`),
          change: signed(worst.change),
        })
      : t('gates.ablation.title');
  return (
    <Panel
      name={t('gates.ablation.name')}
      title={title}
      subtitle={
        ablation ? t('gates.ablation.subtitle', { step: words.fixed(ablation.step) }) : t('gates.ablation.hint')
      }
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
                      {signed(change)}
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

import { useState } from 'react';
import type { Ablation, Opened } from '../../session/protocol.ts';
import { presentOf, type Gated } from '../../model/visible.ts';
import { TASKS } from '../../world/spec.ts';
import { ablate } from '../client.ts';
import { taskInk } from '../encoding.ts';
import { LiveWords } from '../charts/LiveWords.tsx';
import { titleOf } from '../charts/titles.ts';
import { useGated } from '../charts/shown.ts';
import { useShownLetter } from '../charts/useShownModel.ts';
import { useSay } from '../say.ts';
import { feed, useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { ablationCell, ablationNotes, ablationSubtitle, ablationTitle, lossChanges, worstOf } from './titles.ts';
import { expertHead } from './gateRows.tsx';
import styles from './gates.module.css';
import panel from '../ui/panel.module.css';

interface AblationState {
  /** What was measured of the run that is open. */
  ablation: Ablation | null;
  busy: boolean;
  failed: boolean;
  measure: () => void;
}

/** A measurement belongs to the run that was open when it was asked for. */
function useAblation(opened: Opened | null): AblationState {
  const [measured, setMeasured] = useState<{ of: Opened; ablation: Ablation } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
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
  return { ablation: measured && measured.of === opened ? measured.ablation : null, busy, failed, measure };
}

/** Switches every expert off in turn, at evaluation, and shows which task suffers. */
export function AblationCard() {
  const say = useSay();
  const { t } = say;
  const opened = useLab((lab) => lab.opened);
  const arm = useLab((lab) => lab.state.view.arm);
  const { ablation, busy, failed, measure } = useAblation(opened);
  const rows = ablation ? lossChanges(ablation, arm) : [];
  const letter = useShownLetter();
  const model = useGated();
  return (
    <Panel
      card="ablation"
      wordsOnly={rows.length === 0 && 'now'}
      name={t('gates.ablation.name')}
      title={titleOf(say, rows.length > 0 ? letter : null, ablationTitle(say, rows))}
      subtitle={<LiveWords text={() => ablationSubtitle(say, ablation?.step ?? null, feed.frame?.step ?? 0)} />}
      controls={
        <button type="button" className="button small" disabled={!opened || busy} onClick={measure}>
          {t(busy ? 'gates.ablation.busy' : 'gates.ablation.measure')}
        </button>
      }
    >
      {failed && <p role="alert">{t('gates.ablation.failed')}</p>}
      {rows.length > 0 && <Changes rows={rows} model={model} />}
      {rows.length > 0
        && ablationNotes(say, model).map((note) => (
          <p key={note} className="chart-note">
            {note}
          </p>
        ))}
    </Panel>
  );
}

/** Change of every task's loss without each expert. @param props.rows - [E][T] */
function Changes({ rows, model }: { rows: readonly (readonly number[])[]; model: Gated }) {
  const say = useSay();
  const { t } = say;
  const worst = worstOf(rows);
  const present = presentOf(model);
  return (
    <TableScroll label={t('gates.ablation.name')}>
      <table className={panel.table}>
        <thead>
          <tr>
            <th scope="col">{t('gates.ablation.off')}</th>
            {present.map((k) => (
              <th key={k} scope="col" style={{ color: taskInk(TASKS[k]) }} title={t(`task.${TASKS[k]}`)}>
                <span className={styles.taskHead}>{t(`task.${TASKS[k]}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((changes, e) => (
            <tr key={e}>
              <th scope="row">{expertHead(say, model, String(e + 1), e)}</th>
              {present.map((k) => (
                <td key={k} className={worst?.e === e && worst.k === k ? styles.worst : undefined}>
                  {ablationCell(say, model, e, k, changes[k])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

import { useMemo, type CSSProperties } from 'react';
import { TASKS } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import { useSay } from '../say.ts';
import { signed } from '../signed.ts';
import { Words } from '../terms/Words.tsx';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { chooseWeight } from './choices.ts';
import { expertsOf, wayOf } from './experts.ts';
import { useListLater, type ShownList } from './useList.ts';
import { valueWords } from './values.ts';
import { moveWords, setting, whyOf, whyTitle, type Why } from './words.ts';
import panel from '../ui/panel.module.css';
import styles from './serve.module.css';

/** Why the chosen candidate stands where it stands. */
export function WhyCard() {
  const say = useSay();
  const { t } = say;
  const shown = useListLater();
  const why = useMemo(() => shown && whyOf(shown), [shown]);
  const name = t('serve.why.name');
  if (!shown)
    return (
      <Panel card="why" name={name} title={name}>
        <p className={panel.note}>{t('serve.why.waits')}</p>
      </Panel>
    );
  const item = shown.name(shown.chosen);
  return (
    <Panel
      card="why"
      name={name}
      title={why ? whyTitle(say, why, item) : t('serve.why.unranked', { name: item })}
      subtitle={t('serve.why.subtitle')}
    >
      <Shares shown={shown} why={why} />
      <Move shown={shown} why={why} />
    </Panel>
  );
}

/** Which weight moves it up, and a button that sets it. */
function Move({ shown, why }: { shown: ShownList; why: Why | null }) {
  const say = useSay();
  const up = why?.up;
  return (
    <p className={styles.move}>
      <span>{why ? moveWords(say, why) : ''}</span>
      {up && (
        <button
          type="button"
          className="button small"
          onClick={() => {
            chooseWeight(up.task, setting(shown, why, up));
          }}
        >
          {say.t('serve.why.try')}
        </button>
      )}
    </p>
  );
}

/** A row a task: prediction, truth, weight, what it adds, and which experts it reads most. */
function Shares({ shown, why }: { shown: ShownList; why: Why | null }) {
  const say = useSay();
  const { t, numbers } = say;
  const { list, chosen, ask, weights } = shown;
  const explained = useMemo(() => wayOf(ask, list, chosen), [ask, list, chosen]);
  const most = why ? Math.max(...why.shares.map(Math.abs), 1e-9) : 1;
  return (
    <>
      <TableScroll label={t('serve.why.name')}>
        <table className={`${panel.table} ${styles.why}`} data-picture="">
          <thead>
            <tr>
              {(['task', 'predicted', 'true', 'weight', 'share', 'experts'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`serve.why.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {TASKS.map((task, k) => (
              <tr key={task}>
                <th scope="row" style={{ color: taskInk(task) }}>
                  {t(`task.${task}`)}
                </th>
                <td>{valueWords(say, list.outputs, chosen, k)}</td>
                <td>{valueWords(say, list.truth, chosen, k)}</td>
                <td>{numbers.fixed(weights[k], 2)}</td>
                <td className={styles.share}>
                  <i
                    data-below={(why && why.shares[k] < 0) || undefined}
                    style={
                      {
                        '--share': why ? Math.abs(why.shares[k]) / most : 0,
                        '--mark': taskColor(task),
                      } as CSSProperties
                    }
                  />
                  <span>{why ? signed(numbers, why.shares[k], 3) : '–'}</span>
                </td>
                <td>{expertsOf(say, ask.model.kind, explained.weights[k])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {ask.model.biasHandling === 'shallow-tower' && (
        <p className={panel.note}>
          <Words text={t('serve.why.shallow', { value: signed(numbers, explained.shallow, 3) })} />
        </p>
      )}
    </>
  );
}

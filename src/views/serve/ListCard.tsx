import { TASKS, DEVICES } from '../../world/spec.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { ArmSwitch } from '../charts/switches.tsx';
import { titleOf } from '../charts/titles.ts';
import { useShownLetter } from '../charts/useShownModel.ts';
import { taskInk } from '../encoding.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import { Best } from './Best.tsx';
import { choose, useChoices } from './choices.ts';
import { traitsOf, traitWords } from './identity.ts';
import { QuerySetup } from './QuerySetup.tsx';
import { RankedList } from './RankedList.tsx';
import { Score } from './Score.tsx';
import { listTable } from './tables.ts';
import { useList, type ShownList } from './useList.ts';
import { listTitle } from './words.ts';
import panel from '../ui/panel.module.css';
import styles from './serve.module.css';

/** One query: its candidates, what is predicted of each, and the order that the reader's weights make of it. */
export function ListCard() {
  const say = useSay();
  const { t } = say;
  const shown = useList();
  const opened = useLab((lab) => lab.opened);
  const letter = useShownLetter();
  const form = useChoices((choices) => choices.form);
  const name = t('serve.list.name');
  const title = shown ? listTitle(say, shown.standing, shown.ranking, shown.best, shown.name) : name;
  return (
    <Panel
      card="list"
      name={name}
      title={shown?.ranking ? titleOf(say, letter, title) : title}
      subtitle={t('serve.list.subtitle')}
      controls={
        <>
          <ArmSwitch />
          {shown && (
            <DataButton
              name={name}
              table={() => listTable(say, form, shown.list, shown.ranking, shown.best, shown.name, shown.ask.step)}
            />
          )}
        </>
      }
    >
      {opened && <QuerySetup opened={opened} />}
      <Score />
      <p className={styles.user}>{shown ? userWords(say, shown) : t('serve.waits')}</p>
      <div className={styles.lists} data-picture="">
        <div>
          <Heads />
          {shown ? <RankedList key={shown.ask.query} shown={shown} /> : <div className={styles.room} />}
        </div>
        <Best shown={shown} />
      </div>
      <p className={panel.note}>{t('serve.list.claim')}</p>
    </Panel>
  );
}

/** "Query 3: a user on a phone, in a hurry, at home" */
function userWords(say: ReturnType<typeof useSay>, { ask, list }: ShownList): string {
  const { t } = say;
  const traits = traitWords(say, 'user', traitsOf(list.log, 0, 0, ask.world.queryFeatures));
  const values = { number: ask.query + 1, device: t(`serve.list.on.${DEVICES[list.log.device[0]]}`) };
  return traits === '' ? t('serve.list.queryPlain', values) : t('serve.list.query', { ...values, traits });
}

/** Names of the columns, and whether what is true stands in them. */
function Heads() {
  const { t } = useSay();
  const truth = useChoices((choices) => choices.truth);
  return (
    <>
      <label className={`${panel.field} ${styles.truthSwitch}`}>
        <input
          type="checkbox"
          checked={truth}
          onChange={(event) => {
            choose({ truth: event.target.checked });
          }}
        />
        <span>{t('serve.list.truth')}</span>
      </label>
      <div className={`${styles.row} ${styles.heads}`} aria-hidden="true">
        <span />
        <span>{t('serve.column.item')}</span>
        {TASKS.map((task) => (
          <span key={task} style={{ color: taskInk(task) }}>
            {t(`task.${task}`)}
          </span>
        ))}
        <span>{t('serve.column.score')}</span>
      </div>
    </>
  );
}

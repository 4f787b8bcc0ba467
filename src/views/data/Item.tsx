import { useId, useRef, type CSSProperties, type ReactNode } from 'react';
import type { Opened } from '../../session/protocol.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import { useLive } from '../charts/live.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { taskColor, taskInk } from '../encoding.ts';
import { happenedAt, type Happened, type Level } from '../impression/happened.ts';
import { chanceWords } from '../impression/words.ts';
import { useSay } from '../say.ts';
import { Details } from './Details.tsx';
import { markOf } from './marks.ts';
import { numberOf } from './queries.ts';
import styles from './data.module.css';

interface Props {
  opened: Opened;
  /** The items of the query, and which of them this is. */
  rows: readonly number[];
  row: number;
  /** The shown model in words, and its index, null where both are the same. */
  model: string;
  arm: number | null;
  /** What it says now of the click on a row. */
  clicks: (row: number) => number;
  chosen: boolean;
  unfolded: boolean;
  onPress: () => void;
}

/** One item of a query: where it stood, what was done with it, how likely the click was and is said to be. Unfolds to all that is known of it. */
export function Item({ chosen, unfolded, onPress, ...item }: Props) {
  const { t } = useSay();
  const id = useId();
  const { opened, row, rows } = item;
  const happened = happenedAt(opened.samples, row);
  const place = numberOf(opened.samples, rows, row, opened.run.world.logging);
  return (
    <li data-unfolded={unfolded || undefined}>
      <button
        type="button"
        className={styles.item}
        data-item=""
        data-chosen={chosen || undefined}
        tabIndex={chosen ? 0 : -1}
        aria-expanded={unfolded}
        aria-controls={unfolded ? id : undefined}
        onClick={onPress}
      >
        <span className={styles.place}>
          <span className="hidden-words">{t('data.item.number')}</span>
          {place}
        </span>
        <Done happened={happened} />
        <Chances happened={happened} {...item} />
      </button>
      {unfolded && (
        <div id={id} className={styles.details}>
          <Details happened={happened} {...item} />
        </div>
      )}
    </li>
  );
}

/** What the user did, a word and a small mark in the task's colour each. */
function Done({ happened }: { happened: Happened }) {
  const { t } = useSay();
  const { clicked, watched, liked, rated } = happened;
  const values = [clicked, watched, liked, rated];
  const word = (task: Task, value: boolean | Level | null): string =>
    value === null
      ? t('data.done.unknown', { task: t(`task.${task}`) })
      : t(`data.done.${task}.${typeof value === 'string' ? value : value ? 'yes' : 'no'}`);
  return (
    <span className={styles.done}>
      {TASKS.map((task, k) => (
        <span
          key={task}
          className={styles.label}
          data-mark={markOf(values[k])}
          style={{ '--mark': taskColor(task), color: k > 0 && !clicked ? undefined : taskInk(task) } as CSSProperties}
        >
          {word(task, values[k])}
        </span>
      ))}
    </span>
  );
}

/** How likely the click was by the item alone and at its position, and what the model says; in numbers, and on one line from 0 to 1. */
function Chances({ happened, model, clicks, row }: Pick<Props, 'model' | 'clicks' | 'row'> & { happened: Happened }) {
  const say = useSay();
  const { t } = say;
  const dot = useRef<HTMLElement>(null);
  const { relevance, truth } = happened;
  useLive(() => {
    const click = clicks(row);
    dot.current?.style.setProperty('--at', String(Number.isFinite(click) ? click : 0));
    dot.current?.toggleAttribute('hidden', !Number.isFinite(click));
  });
  return (
    <>
      <Chance name={t('data.item.relevance')} mark="relevance">
        {chanceWords(say, relevance)}
      </Chance>
      <Chance name={t(`data.item.truth.${happened.position > 0 ? 'placed' : 'alone'}`)} mark="truth">
        {chanceWords(say, truth)}
      </Chance>
      <Chance name={model} mark="model">
        <LiveText text={() => chanceWords(say, clicks(row))} />
      </Chance>
      <span className={styles.scale} aria-hidden="true">
        <i className={styles.relevance} style={{ '--at': relevance } as CSSProperties} />
        <i className={styles.truth} style={{ '--at': truth } as CSSProperties} />
        <i ref={dot} className={styles.dot} hidden />
      </span>
    </>
  );
}

function Chance({ name, mark, children }: { name: string; mark: string; children: ReactNode }) {
  return (
    <span className={styles.chance}>
      <span className={styles.name} data-key={mark}>
        {name}
      </span>
      <span>{children}</span>
    </span>
  );
}

import { useId, useRef, type CSSProperties, type ReactNode } from 'react';
import type { Opened } from '../../session/protocol.ts';
import { hasTruth } from '../../world/types.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import { useLive } from '../charts/live.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { taskColor, taskInk } from '../encoding.ts';
import { happenedAt, type Happened, type Level } from '../impression/happened.ts';
import { chanceWords } from '../impression/words.ts';
import { useSay } from '../say.ts';
import { Details } from './Details.tsx';
import { markOf } from './marks.ts';
import { likeOf, numberOf, type Likeliest } from './queries.ts';
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
  /** The likeliest rows of the query; null where the rows are of queries of their own. */
  likeliest: Likeliest | null;
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

/**
 * How likely the like was, and the click by the item alone and at its position, and what the model says; in numbers, those of the click also on
 * one line from 0 to 1.
 */
function Chances({
  happened,
  model,
  clicks,
  row,
  ...item
}: Omit<Props, 'chosen' | 'unfolded' | 'onPress'> & { happened: Happened }) {
  const say = useSay();
  const { t } = say;
  const dot = useRef<HTMLElement>(null);
  const { opened, likeliest } = item;
  const { relevance, truth } = happened;
  const like = hasTruth(opened.samples) ? likeOf(opened.run.world, opened.samples, row) : NaN;
  useLive(() => {
    const click = clicks(row);
    dot.current?.style.setProperty('--at', String(Number.isFinite(click) ? click : 0));
    dot.current?.toggleAttribute('hidden', !Number.isFinite(click));
  });
  return (
    <>
      <Chance name={t('data.item.like')} mark="like" most={likeliest?.like === row}>
        {chanceWords(say, like)}
      </Chance>
      <Chance name={t('data.item.relevance')} mark="relevance" most={likeliest?.click === row}>
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

interface ChanceProps {
  name: string;
  mark: string;
  /** Whether it is the highest of the query. */
  most?: boolean;
  children: ReactNode;
}

function Chance({ name, mark, most = false, children }: ChanceProps) {
  const { t } = useSay();
  return (
    <span className={styles.chance} data-of={mark}>
      <span className={styles.name} data-key={mark}>
        {name}
      </span>
      <span data-most={most || undefined}>
        {children}
        {most && <span className="hidden-words">{t('data.item.most')}</span>}
      </span>
    </span>
  );
}

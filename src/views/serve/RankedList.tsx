import { useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { POSITIONS, TASKS } from '../../world/spec.ts';
import { taskInk } from '../encoding.ts';
import { useSay, type Say } from '../say.ts';
import { useLab } from '../store.ts';
import { choose, useChoices } from './choices.ts';
import { traitsOf, traitWords } from './identity.ts';
import type { ShownList } from './useList.ts';
import { predictionWords, scoreWords, valueWords } from './values.ts';
import { inSight, moved } from './window.ts';
import styles from './serve.module.css';

/** Rows in sight at most: fewer are on a narrow page. */
const SEEN = 16;

/** The candidates in their order. Only what is in sight is drawn; what changes its place moves there. */
export function RankedList({ shown }: { shown: ShownList }) {
  const say = useSay();
  const { t } = say;
  const { ranking, list, chosen } = shown;
  const box = useRef<HTMLDivElement>(null);
  /** First place in sight. */
  const [top, setTop] = useState(0);
  const truth = useChoices((choices) => choices.truth);
  const form = useChoices((choices) => choices.form);
  const training = useLab((lab) => lab.status === 'running');
  const rows = list.log.rows;
  const placeOf = (row: number): number => ranking?.place[row] ?? row;
  const rowAt = (place: number): number => ranking?.order[place] ?? place;
  const visible = inSight(rows, top, SEEN, placeOf(chosen), rowAt);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const to = moved(event.key, placeOf(chosen), rows);
    if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose({ chosen: rowAt(to) });
    const element = box.current;
    const height = (element?.firstElementChild?.clientHeight ?? 0) / rows;
    if (!element) return;
    // Into sight, as little as needed.
    const top = to * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height > element.scrollTop + element.clientHeight)
      element.scrollTop = top + height - element.clientHeight;
  };
  return (
    <div
      ref={box}
      className={styles.box}
      role="listbox"
      tabIndex={0}
      // While the model trains, lists come faster than a row could glide to its place.
      data-gliding={!training || undefined}
      aria-label={t(ranking ? 'serve.list.label' : 'serve.list.labelUnranked')}
      aria-activedescendant={`serve-${String(chosen)}`}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget: { scrollTop, scrollHeight } }) => {
        setTop(Math.floor((scrollTop / scrollHeight) * rows));
      }}
    >
      <div role="presentation" className={styles.all} style={{ '--rows': rows } as CSSProperties}>
        {visible.map((row) => (
          <Row
            key={row}
            say={say}
            shown={shown}
            row={row}
            place={placeOf(row)}
            chosen={row === chosen}
            truth={truth}
            score={ranking ? scoreWords(say, form, ranking.scores[row]) : null}
          />
        ))}
        {ranking && rows > POSITIONS && (
          <div className={styles.cut} style={{ transform: transformOf(POSITIONS, false) }} aria-hidden="true">
            {t('serve.list.cut')}
          </div>
        )}
      </div>
    </div>
  );
}

interface RowProps {
  say: Say;
  shown: ShownList;
  row: number;
  place: number;
  chosen: boolean;
  truth: boolean;
  /** Null where nothing is ranked. */
  score: string | null;
}

/** What is written of a candidate wherever it stands. */
function useFacts({ say, shown: { list, ask, name }, row, truth }: RowProps) {
  return useMemo(() => {
    const { queryFeatures, itemFeatures } = ask.world;
    const values = predictionWords(say, list.outputs, row);
    const traits = traitsOf(list.log, row, queryFeatures, queryFeatures + itemFeatures);
    return {
      name: name(row),
      traits: traitWords(say, 'item', traits),
      values: truth ? say.t('serve.item.withTruth', { values, truth: predictionWords(say, list.truth, row) }) : values,
      written: TASKS.map((_, k) => ({
        predicted: valueWords(say, list.outputs, row, k),
        truth: truth ? valueWords(say, list.truth, row, k) : null,
      })),
    };
  }, [say, list, ask, name, row, truth]);
}

/** Where a row stands. Its own style, and no property that all of its parts would inherit: the list moves with every step of a slider. */
const transformOf = (place: number, below: boolean): string =>
  `translateY(calc(${String(place)} * var(--row)${below ? ' + var(--between)' : ''}))`;

function Row(props: RowProps) {
  const { say, shown, row, place, chosen, score } = props;
  const { t } = say;
  const { name, traits, values, written } = useFacts(props);
  const below = score !== null && place >= POSITIONS;
  return (
    <div
      id={`serve-${String(row)}`}
      role="option"
      className={styles.row}
      aria-selected={chosen}
      aria-posinset={place + 1}
      aria-setsize={shown.list.log.rows}
      aria-label={
        score
          ? t('serve.item.label', { place: place + 1, name, values, score })
          : t('serve.item.unranked', { name, values })
      }
      data-below={below || undefined}
      aria-description={traits}
      style={{ transform: transformOf(place, below) }}
      onClick={() => {
        choose({ chosen: row });
      }}
    >
      <span className={styles.place}>{score === null ? '–' : place + 1}</span>
      <span className={styles.item} title={`${name}\n${traits}`}>
        <b>{name}</b>
        <small>{traits}</small>
      </span>
      {written.map(({ predicted, truth }, k) => (
        <span key={k} className={styles.value} style={{ color: taskInk(TASKS[k]) }}>
          {predicted}
          {truth !== null && <small>{truth}</small>}
        </span>
      ))}
      <span className={styles.total}>{score ?? '–'}</span>
    </div>
  );
}

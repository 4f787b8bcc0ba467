import { useRef, useState, type KeyboardEvent } from 'react';
import type { Opened } from '../../session/protocol.ts';
import type { WorldLog } from '../../world/types.ts';
import { DEVICES } from '../../world/spec.ts';
import { Segments } from '../charts/Segments.tsx';
import { ArmSwitch } from '../charts/switches.tsx';
import { rowIn, useSample } from '../sample.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { MODELS } from '../trained.ts';
import { Panel } from '../ui/Panel.tsx';
import { useSameModels } from '../useTrained.ts';
import { Item } from './Item.tsx';
import { groupsOf, likeliestOf, rowInGroup, type Likeliest } from './queries.ts';
import { useModelName } from './useModelName.ts';
import { useClicks } from './useOutputs.ts';
import { groupTitle } from './words.ts';
import styles from './data.module.css';

interface Props {
  opened: Opened;
}

/** One query that can be read: its nine items, what was done with each, what is true, and what the model says now. */
export function Query({ opened, samples }: Props & { samples: WorldLog }) {
  const say = useSay();
  const { t } = say;
  const { run } = opened;
  const { logging } = run.world;
  const groups = groupsOf(samples);
  const row = useSample((state) => rowIn(opened, state.row));
  const group = groups.findIndex((rows) => rows.includes(row));
  const ranked = logging === 'ranked';
  const sort = ranked ? 'query' : 'alone';
  return (
    <Panel
      card="query"
      name={t('data.query.name')}
      title={groupTitle(say, samples, groups[group], logging)}
      subtitle={t(`data.query.subtitle.${sort}`)}
      controls={<ArmSwitch />}
    >
      <Segments
        label={t(`data.query.pick.${sort}`)}
        choices={groups.map((rows, value) => ({
          value,
          label: ranked
            ? t('data.query.choice', { number: value + 1, device: t(`device.${DEVICES[samples.device[rows[0]]]}`) })
            : t('data.query.choiceAlone', { first: rows[0] + 1, last: rows[rows.length - 1] + 1 }),
        }))}
        value={group}
        onChange={(value) => {
          useSample.setState({ row: rowInGroup(groups, row, value) });
        }}
      />
      <Items
        key={group}
        opened={opened}
        rows={groups[group]}
        row={row}
        likeliest={ranked ? likeliestOf(samples, groups[group]) : null}
      />
      <p className={styles.note}>{t(`data.query.note.${run.world.labels}`)}</p>
    </Panel>
  );
}

/** What moves the choice along the list, by how many rows; null for keys that mean nothing here. */
const moveBy = (key: string, rows: number): number | null =>
  ({ ArrowDown: 1, ArrowUp: -1, Home: -rows, End: rows })[key] ?? null;

interface ItemsProps extends Props {
  rows: readonly number[];
  row: number;
  /** Null where the rows are of queries of their own. */
  likeliest: Likeliest | null;
}

/** The items in their order. The list is one stop of Tab, the chosen item; the arrow keys lead to the others. */
function Items({ opened, rows, row, likeliest }: ItemsProps) {
  const say = useSay();
  const { t } = say;
  const list = useRef<HTMLOListElement>(null);
  const [unfolded, setUnfolded] = useState<number | null>(null);
  const clicks = useClicks(opened);
  const arm = useLab((lab) => lab.state.view.arm);
  const same = useSameModels();
  const { logging } = opened.run.world;
  const model = useModelName();
  const choose = (to: number): void => {
    useSample.setState({ row: to });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = moveBy(event.key, rows.length);
    if (by === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!(event.target as Element).matches('[data-item]')) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + by));
    choose(rows[to]);
    list.current?.querySelectorAll<HTMLElement>('[data-item]')[to].focus();
  };
  return (
    <div className={styles.items} data-picture="" data-model={MODELS[same ? 0 : arm]}>
      <div className={styles.heads} aria-hidden="true">
        <span>{t(logging === 'ranked' ? 'data.item.place' : 'data.item.count')}</span>
        <span>{t('data.item.done')}</span>
        <span data-key="like">{t('data.item.like')}</span>
        <span data-key="relevance">{t('data.item.relevance')}</span>
        <span data-key="truth">{t(`data.item.truth.${logging === 'none' ? 'alone' : 'placed'}`)}</span>
        <span data-key="model">{model}</span>
      </div>
      <ol ref={list} className={styles.list} onKeyDown={onKeyDown}>
        {rows.map((each) => (
          <Item
            key={each}
            opened={opened}
            rows={rows}
            row={each}
            model={model}
            arm={same ? null : arm}
            clicks={clicks}
            likeliest={likeliest}
            chosen={each === row}
            unfolded={each === unfolded}
            onPress={() => {
              choose(each);
              setUnfolded(each === unfolded ? null : each);
            }}
          />
        ))}
      </ol>
    </div>
  );
}

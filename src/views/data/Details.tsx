import type { CSSProperties } from 'react';
import type { Opened } from '../../session/protocol.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { goToCard } from '../goToCard.ts';
import { impressionWords } from '../impression/words.ts';
import type { Happened } from '../impression/happened.ts';
import { useSay } from '../say.ts';
import { feed } from '../store.ts';
import { featuresOf, type Feature } from './queries.ts';
import { placedWords } from './words.ts';
import styles from './data.module.css';

interface Props {
  opened: Opened;
  rows: readonly number[];
  row: number;
  happened: Happened;
  arm: number | null;
  clicks: (row: number) => number;
}

/** All that is known of one item: in words, how it came to its place, its features, and the way to follow it through the model. */
export function Details({ opened, rows, row, happened, arm, clicks }: Props) {
  const say = useSay();
  const { t } = say;
  const { world, model } = opened.run;
  const words = (): string => {
    const click = clicks(row);
    const said = { arm, click, step: feed.frame?.step ?? 0, handling: model.biasHandling };
    return impressionWords(say, happened, world.logging, Number.isFinite(click) ? said : null);
  };
  return (
    <>
      <p>
        <LiveText text={words} />
      </p>
      <p className={styles.aside}>{placedWords(say, opened, rows, row)}</p>
      <Features opened={opened} row={row} />
      <button
        type="button"
        className="button small"
        onClick={() => {
          goToCard('gates', 'card-impression');
        }}
      >
        {t('data.item.follow')}
      </button>
    </>
  );
}

/** A bar is full at this many standard deviations. */
const FULL = 3;

/** The numbers that a model reads of one item. */
function Features({ opened, row }: Pick<Props, 'opened' | 'row'>) {
  const { t, numbers } = useSay();
  const { samples, run } = opened;
  const { query, item } = featuresOf(samples, row, run.world.queryFeatures);
  const bars = (features: readonly Feature[]) =>
    features.map(({ number, value }) => (
      <li key={number}>
        <span className={styles.name}>{t('data.features.one', { number })}</span>
        <span
          className={styles.bar}
          data-below={value < 0 || undefined}
          style={{ '--size': Math.min(1, Math.abs(value) / FULL) } as CSSProperties}
        />
        <span>{numbers.fixed(value, 2)}</span>
      </li>
    ));
  return (
    <div className={styles.features}>
      {query.length > 0 && (
        <div>
          <h3>{t('data.features.query')}</h3>
          <ul>{bars(query)}</ul>
        </div>
      )}
      <div>
        <h3>{t('data.features.item')}</h3>
        <ul>{bars(item)}</ul>
      </div>
      <p className={styles.aside}>{t('data.features.note')}</p>
    </div>
  );
}

import type { Opened } from '../../session/protocol.ts';
import { SERVED_POSITIONS } from '../../serving/positions.ts';
import { Segments } from '../charts/Segments.tsx';
import { useSay } from '../say.ts';
import { WholeInput } from '../ui/WholeInput.tsx';
import { choose, LEAST_CANDIDATES, MOST_CANDIDATES, QUERY_COUNT, useChoices } from './choices.ts';
import { candidatesOf } from './served.ts';
import panel from '../ui/panel.module.css';
import styles from './serve.module.css';

/** Which query, how many candidates, and what the model is told of the position. */
export function QuerySetup({ opened }: { opened: Opened }) {
  const { t } = useSay();
  const query = useChoices((choices) => choices.query);
  const position = useChoices((choices) => choices.position);
  const candidates = useChoices((choices) => candidatesOf(choices, opened));
  const go = (to: number): void => {
    choose({ query: (to + QUERY_COUNT) % QUERY_COUNT, chosen: null });
  };
  return (
    <div className={panel.setup}>
      <span className={styles.picker}>
        <button
          type="button"
          className="button small"
          aria-label={t('serve.list.previous')}
          onClick={() => {
            go(query - 1);
          }}
        >
          {'←'}
        </button>
        <WholeInput
          label={t('serve.list.pick')}
          value={query + 1}
          min={1}
          max={QUERY_COUNT}
          onChange={(number) => {
            go(number - 1);
          }}
        />
        <button
          type="button"
          className="button small"
          aria-label={t('serve.list.next')}
          onClick={() => {
            go(query + 1);
          }}
        >
          {'→'}
        </button>
      </span>
      <WholeInput
        label={t('serve.list.candidates')}
        value={candidates}
        min={LEAST_CANDIDATES}
        max={MOST_CANDIDATES}
        onChange={(count) => {
          choose({ candidates: count === opened.run.world.candidates ? null : count, chosen: null });
        }}
      />
      {opened.run.world.logging !== 'none' && (
        <span className={panel.field}>
          <span>{t('serve.position.name')}</span>
          <Segments
            label={t('serve.position.name')}
            choices={SERVED_POSITIONS.map((value) => ({ value, label: t(`serve.position.${value}`) }))}
            value={position}
            onChange={(value) => {
              choose({ position: value });
            }}
          />
        </span>
      )}
    </div>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServePosition, TreatedWorld } from '../../experiments/position-bias/treatments.ts';
import { useNumberWords } from '../format.ts';
import { FEWEST_WORLDS, pairSentences } from './verdictWords.ts';
import styles from './bias.module.css';

interface Props {
  worlds: readonly TreatedWorld[];
  serve: ServePosition;
  /** The comparison is still running. */
  live: boolean;
}

/** Every pair of treatments in a sentence: those that differ, and those that cannot be told apart. */
export function PairVerdicts({ worlds, serve, live }: Props) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  // Nothing is concluded from a comparison before its end.
  const pairs = useMemo(() => pairSentences(t, numbers, live ? [] : worlds, serve), [t, numbers, worlds, serve, live]);
  const some = pairs.sure.length + pairs.open.length > 0;
  const instead = (kind: 'sure' | 'open'): string =>
    live
      ? t('bias.verdict.running')
      : some
        ? t(`bias.verdict.${kind}.none`)
        : t('bias.verdict.waits', { worlds: FEWEST_WORLDS });
  return (
    <div className={styles.pairs}>
      {(['sure', 'open'] as const).map((kind) => (
        <div key={kind}>
          {(live || !some || pairs[kind].length > 0) && <h3>{t(`bias.verdict.${kind}.title`)}</h3>}
          {pairs[kind].length > 0 ? (
            <ul>
              {pairs[kind].map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          ) : (
            <p>{instead(kind)}</p>
          )}
        </div>
      ))}
    </div>
  );
}

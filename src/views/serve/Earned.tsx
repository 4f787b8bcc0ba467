import { useSay } from '../say.ts';
import { useWorth } from './useList.ts';
import { earnedWords } from './words.ts';
import styles from './serve.module.css';

/** What a page earns with the weights above, and by how much that differs from all weights at 1. */
export function Earned() {
  const say = useSay();
  const answer = useWorth();
  if (!answer) return <p className={styles.note}>{say.t('serve.score.earns.waits')}</p>;
  const { ask, value } = answer;
  return (
    <p className={styles.note}>{value ? earnedWords(say, value, ask.weights) : say.t('serve.positions.unranked')}</p>
  );
}

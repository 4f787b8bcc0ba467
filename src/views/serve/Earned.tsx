import { useSay } from '../say.ts';
import { signed } from '../signed.ts';
import { useServed } from './served.ts';
import { useWorth } from './useList.ts';
import styles from './serve.module.css';

/** What a page earns with the weights above, and by how much that differs from all weights at 1. */
export function Earned() {
  const { t, numbers } = useSay();
  const answer = useWorth();
  const even = useServed((served) => served.even);
  const mine = answer?.value?.mine;
  if (!mine) return <p className={styles.note}>{t('serve.score.earns.waits')}</p>;
  const { ask } = answer;
  const beside = even?.ask.opened === ask.opened && even.ask.arm === ask.arm && even.ask.step === ask.step;
  const from =
    beside && even.ask.form === ask.form && even.ask.position === ask.position ? even.value?.mine : undefined;
  const [clicks, likes] = [mine.clicks.mean, mine.likes.mean];
  const values = { clicks: numbers.fixed(clicks, 2), likes: numbers.fixed(likes, 2) };
  if (!from || from === mine) return <p className={styles.note}>{t('serve.score.earns.alone', values)}</p>;
  const by = {
    byClicks: signed(numbers, clicks - from.clicks.mean),
    byLikes: signed(numbers, likes - from.likes.mean),
  };
  return <p className={styles.note}>{t('serve.score.earns.beside', { ...values, ...by })}</p>;
}

import type { MODELS } from '../trained.ts';
import styles from './modelMark.module.css';

/** The letter of one of the two models as a small mark before words: A filled, B open, as their lines are thick and thin. */
export function ModelMark({ model }: { model: (typeof MODELS)[number] }) {
  return (
    <>
      <b className={styles.mark} data-model={model}>
        {model}
      </b>{' '}
    </>
  );
}

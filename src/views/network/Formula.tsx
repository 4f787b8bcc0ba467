import type { ComponentProps } from 'react';
import { ModelMath } from '../terms/MathML.tsx';
import type { ModelFormula } from '../terms/modelFormulas.ts';
import styles from './network.module.css';

interface Props extends Pick<ComponentProps<typeof ModelMath>, 'words'> {
  of: readonly (ModelFormula | null)[];
}

/** Formulas on a line of their own; a part that a model has not got has none. */
export function Formula({ of, words }: Props) {
  return (
    <p className={styles.formula}>
      {of.map((formula) => formula && <ModelMath key={formula} of={formula} words={words} />)}
    </p>
  );
}

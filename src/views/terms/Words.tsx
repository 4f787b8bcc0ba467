import { Fragment, type ReactNode } from 'react';
import { piecesOf, withPunctuation } from './marked.ts';
import { Term } from './Term.tsx';
import styles from './terms.module.css';

/** A sentence whose marked terms (marked.ts) can be opened where they stand; what is no sentence stays as it is. */
export function Words({ text }: { text: ReactNode }) {
  if (typeof text !== 'string') return text;
  return withPunctuation(piecesOf(text)).map((piece, i) =>
    piece.term === undefined ? (
      <Fragment key={i}>{piece.text}</Fragment>
    ) : (
      <span key={i} className={styles.kept}>
        {piece.before}
        <Term id={piece.term}>{piece.text}</Term>
        {piece.after}
      </span>
    ),
  );
}

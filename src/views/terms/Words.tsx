import { Fragment, type ReactNode } from 'react';
import { piecesOf, withPunctuation } from './marked.ts';
import { Term } from './Term.tsx';
import styles from './terms.module.css';

/** A term and how often the sentence has had it before. */
const keyOf = (pieces: readonly { term?: string }[], at: number): string =>
  `${String(pieces[at].term)} ${String(pieces.slice(0, at).filter(({ term }) => term === pieces[at].term).length)}`;

/** A sentence whose marked terms (marked.ts) can be opened where they stand; what is no sentence stays as it is. */
export function Words({ text }: { text: ReactNode }) {
  if (typeof text !== 'string') return text;
  const pieces = withPunctuation(piecesOf(text));
  return pieces.map((piece, i) =>
    piece.term === undefined ? (
      <Fragment key={i}>{piece.text}</Fragment>
    ) : (
      // By its term, not by its place: one that is open stays open in a sentence that says something else of it.
      <span key={keyOf(pieces, i)} className={styles.kept}>
        {piece.before}
        <Term id={piece.term}>{piece.text}</Term>
        {piece.after}
      </span>
    ),
  );
}

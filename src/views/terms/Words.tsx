import { Fragment, type ReactNode } from 'react';
import { piecesOf } from './marked.ts';
import { Term } from './Term.tsx';

/** A sentence whose marked terms (marked.ts) can be opened where they stand; what is no sentence stays as it is. */
export function Words({ text }: { text: ReactNode }) {
  if (typeof text !== 'string') return text;
  return piecesOf(text).map((piece, i) =>
    piece.term === undefined ? (
      <Fragment key={i}>{piece.text}</Fragment>
    ) : (
      <Term key={i} id={piece.term}>
        {piece.text}
      </Term>
    ),
  );
}

/** Formulas as MathML, which browsers typeset and read out by themselves. Builders, because React's types know no MathML elements. */
import { createElement, type ReactNode } from 'react';
import styles from './network.module.css';

const element =
  (tag: string) =>
  (...children: ReactNode[]): ReactNode =>
    createElement(tag, null, ...children);

/** An identifier: one letter is set in italics, a name such as ReLU upright. */
export const mi = (name: string): ReactNode => createElement('mi', null, name);
/** A bold upright letter: a vector or a matrix. */
export const bold = (name: string): ReactNode =>
  createElement('mi', { mathvariant: 'normal', className: styles.bold }, name);
export const mn = (value: string | number): ReactNode => createElement('mn', null, String(value));
export const mo = (operator: string): ReactNode => createElement('mo', null, operator);
/** Words inside a formula. */
export const mtext = (words: string): ReactNode => createElement('mtext', null, words);
export const mrow = element('mrow');
export const sub = element('msub');
export const sup = element('msup');
export const hat = (base: ReactNode): ReactNode => createElement('mover', { accent: 'true' }, base, mo('^'));
export const frac = element('mfrac');

/** A bracket of the height of the line, however high what it holds is. */
export const fence = (bracket: string): ReactNode => createElement('mo', { stretchy: 'false' }, bracket);
/** f(…): a function applied to its arguments. */
export const apply = (name: ReactNode, ...inside: ReactNode[]): ReactNode =>
  mrow(name, fence('('), ...inside, fence(')'));

/** One formula on a line of its own. */
export function Formula({ of }: { of: ReactNode }) {
  return <p className={styles.formula}>{createElement('math', null, of)}</p>;
}

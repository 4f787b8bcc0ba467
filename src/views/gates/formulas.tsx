/** The formulas beside the numbers, in MathML. React's types do not list its elements, so they are made by name. */
import { createElement, type ReactNode } from 'react';

const element =
  (tag: string) =>
  (...children: ReactNode[]): ReactNode =>
    createElement(tag, null, ...children);
const [row, i, o, text, sub, frac, sup] = ['mrow', 'mi', 'mo', 'mtext', 'msub', 'mfrac', 'msup'].map(element);
const under = (operator: string, index: ReactNode): ReactNode => createElement('munder', null, o(operator), index);

const math = (...children: ReactNode[]): ReactNode => createElement('math', null, ...children);
const relu = (...inner: ReactNode[]): ReactNode => row(text('ReLU'), o('('), ...inner, o(')'));
const gateLogit = (index: string): ReactNode => sub(i('z'), row(i('k'), i(index)));

export const FORMULAS = {
  features: math(i('x')),
  shared: math(i('h'), o('='), relu(i('x'), i('W'), o('+'), i('b'))),
  direct: math(i('h'), o('='), i('x')),
  experts: math(sub(i('f'), i('e')), o('='), relu(i('h'), sub(i('W'), i('e')), o('+'), sub(i('b'), i('e')))),
  logits: math(sub(i('z'), i('k')), o('='), i('h'), sub(i('G'), i('k')), o('+'), sub(i('c'), i('k'))),
  weights: math(
    sub(i('g'), row(i('k'), i('e'))),
    o('='),
    frac(sup(i('e'), gateLogit('e')), row(under('∑', i('j')), sup(i('e'), gateLogit('j')))),
  ),
  mixed: math(sub(i('m'), i('k')), o('='), under('∑', i('e')), sub(i('g'), row(i('k'), i('e'))), sub(i('f'), i('e'))),
  linear: math(
    sub(i('y'), i('k')),
    o('='),
    sub(i('m'), i('k')),
    o('·'),
    sub(i('w'), i('k')),
    o('+'),
    sub(i('b'), i('k')),
  ),
  tower: math(
    sub(i('y'), i('k')),
    o('='),
    relu(sub(i('m'), i('k')), sub(i('V'), i('k')), o('+'), sub(i('a'), i('k'))),
    o('·'),
    sub(i('w'), i('k')),
    o('+'),
    sub(i('b'), i('k')),
  ),
  click: math(text('P'), o('='), i('σ'), o('('), i('y'), o('+'), i('s'), o(')')),
} as const;

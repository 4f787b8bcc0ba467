/** The formulas beside the numbers, in MathML. React's types do not list its elements, so they are made by name. */
import { createElement, type ReactNode } from 'react';
import type { ModelSpec } from '../../model/spec.ts';

const element =
  (tag: string) =>
  (...children: ReactNode[]): ReactNode =>
    createElement(tag, null, ...children);
const [row, i, o, text, sub, frac, sup] = ['mrow', 'mi', 'mo', 'mtext', 'msub', 'mfrac', 'msup'].map(element);
const under = (operator: string, index: ReactNode): ReactNode => createElement('munder', null, o(operator), index);

const math = (...children: ReactNode[]): ReactNode => createElement('math', null, ...children);
const relu = (...inner: ReactNode[]): ReactNode => row(text('ReLU'), o('('), ...inner, o(')'));

export interface Formulas {
  features: ReactNode;
  /** Null where a model has no shared layer, no gates. */
  shared: ReactNode | null;
  logits: ReactNode | null;
  weights: ReactNode | null;
  mixed: ReactNode | null;
  experts: ReactNode;
  output: ReactNode;
  click: ReactNode;
}

type Parts = Pick<ModelSpec, 'kind' | 'sharedUnits' | 'towerUnits' | 'biasHandling'>;

/** The equations of a model, every letter of which is defined in one of the steps before: no index where there is but one gate or expert. */
export function formulasOf({ kind, sharedUnits, towerUnits, biasHandling }: Parts): Formulas {
  const only = kind === 'shared-bottom';
  const read = i(sharedUnits > 0 ? 'h' : 'x');
  /** A letter of the task's own gate, or of the one gate. */
  const gate = (letter: string, ...indices: string[]): ReactNode => {
    const all = [...(kind === 'mmoe' ? ['k'] : []), ...indices];
    return all.length === 0 ? i(letter) : sub(i(letter), row(...all.map((index) => i(index))));
  };
  const expert = (letter: string): ReactNode => (only ? i(letter) : sub(i(letter), i('e')));
  const task = (letter: string): ReactNode => sub(i(letter), i('k'));
  const mixture = only ? i('f') : gate('m');
  const hidden = towerUnits > 0 ? relu(mixture, task('V'), o('+'), task('a')) : mixture;
  const place = biasHandling === 'input-feature' ? [o('+'), i('p')] : [];
  return {
    features: math(i('x')),
    shared: sharedUnits > 0 ? math(i('h'), o('='), relu(i('x'), i('W'), o('+'), i('b'), ...place)) : null,
    experts: math(expert('f'), o('='), relu(read, expert(only ? 'U' : 'W'), o('+'), expert(only ? 'c' : 'b'))),
    logits: only ? null : math(gate('z'), o('='), read, gate('G'), o('+'), gate('c')),
    weights: only
      ? null
      : math(
          gate('g', 'e'),
          o('='),
          frac(sup(i('e'), gate('z', 'e')), row(under('∑', i('j')), sup(i('e'), gate('z', 'j')))),
        ),
    mixed: only ? null : math(mixture, o('='), under('∑', i('e')), gate('g', 'e'), expert('f')),
    output: math(task('y'), o('='), hidden, o('·'), task('w'), o('+'), task('b')),
    // Of click and like; only the click has a shallow tower beside it.
    click: math(
      text('P'),
      o('='),
      i('σ'),
      o('('),
      i('y'),
      ...(biasHandling === 'shallow-tower' ? [o('+'), i('s')] : []),
      o(')'),
    ),
  };
}

/** The equations of each part (Zhao et al. 2019, section 4; Ma et al. 2018, section 4), in the letters that the inspector uses throughout. */
import type { ReactNode } from 'react';
import type { ModelSpec } from '../../model/spec.ts';
import { apply, bold, fence, frac, hat, mi, mn, mo, mrow, mtext, sub, sup } from './maths.tsx';

const h = bold('h');
const x = bold('x');
const W = bold('W');
const b = bold('b');
/** As in the Gates chapter, where z is a gate’s logit. */
const m = bold('m');
const yhat = hat(mi('y'));

/** What experts and gates read: the shared layer, or the input where there is none. */
const read = (model: ModelSpec): ReactNode => (model.sharedUnits > 0 ? h : x);

export const inputFormula = (): ReactNode =>
  mrow(sub(mi('x'), mi('i')), mo('∼'), apply(mi('N'), mn(0), mo(','), mn(1)));

/** h = ReLU(Wx + b), with the row of device d and position p where position is an input. */
export const sharedFormula = (model: ModelSpec): ReactNode =>
  mrow(
    h,
    mo('='),
    apply(mi('ReLU'), W, x, mo('+'), b, ...(model.biasHandling === 'input-feature' ? [mo('+'), placeRow()] : [])),
  );

const placeRow = (): ReactNode => sub(bold('p'), mrow(mi('d'), mo(','), mi('p')));
export const positionInputFormula = (): ReactNode =>
  mrow(h, mo('='), apply(mi('ReLU'), W, x, mo('+'), b, mo('+'), placeRow()));

export const expertFormula = (model: ModelSpec, expert: number): ReactNode => {
  const own = (letter: ReactNode): ReactNode => sub(letter, mn(expert + 1));
  return mrow(apply(own(mi('f')), read(model)), mo('='), apply(mi('ReLU'), own(W), read(model), mo('+'), own(b)));
};

/** g(x) = softmax(Wh + b), named after its task where each has its own. */
export const gateFormula = (model: ModelSpec, task: string | null): ReactNode =>
  mrow(
    apply(task === null ? mi('g') : sub(mi('g'), mtext(task)), x),
    mo('='),
    apply(mi('softmax'), W, read(model), mo('+'), b),
  );

/** Gate dropout: what is left of each weight under a mask r, renormalised. */
export const dropoutFormula = (): ReactNode => {
  const of = (letter: string, index: string): ReactNode => sub(mi(letter), mi(index));
  return mrow(
    sub(hat(mi('g')), mi('i')),
    mo('='),
    frac(mrow(of('r', 'i'), of('g', 'i')), mrow(sub(mo('∑'), mi('j')), of('r', 'j'), of('g', 'j'))),
    mo(','),
    mtext('\u2003'),
    of('r', 'i'),
    mo('∈'),
    fence('{'),
    mn(0),
    mo(','),
    mn(1),
    fence('}'),
  );
};

/** What a tower reads: the experts' outputs mixed by its gate, or the only expert's. */
export const mixtureFormula = (model: ModelSpec): ReactNode =>
  model.kind === 'shared-bottom'
    ? mrow(m, mo('='), apply(sub(mi('f'), mn(1)), read(model)))
    : mrow(
        m,
        mo('='),
        sub(mo('∑'), mi('i')),
        apply(sub(mi('g'), mi('i')), x),
        mo('\u2062'),
        apply(sub(mi('f'), mi('i')), read(model)),
      );

/** ŷ = w·m + b, over a hidden layer where the towers have one, with the shallow tower's logit where it is added. */
export const towerFormula = (model: ModelSpec, added: boolean): ReactNode => {
  const hidden = model.towerUnits > 0 ? apply(mi('ReLU'), bold('V'), m, mo('+'), bold('c')) : m;
  return mrow(yhat, mo('='), bold('w'), mo('·'), hidden, mo('+'), mi('b'), ...(added ? [mo('+'), entry()] : []));
};

const entry = (): ReactNode => sub(mi('s'), mrow(mi('d'), mo(','), mi('p')));

/** The loss of one impression: cross entropy from the logit, or squared error. */
export const lossFormula = (binary: boolean): ReactNode => {
  const probability = apply(mi('σ'), yhat);
  const ln = (inside: ReactNode): ReactNode => mrow(mi('ln'), mo('\u2061'), inside);
  return binary
    ? mrow(
        mi('ℓ'),
        mo('='),
        mo('−'),
        mi('y'),
        ln(probability),
        mo('−'),
        apply('', mn(1), mo('−'), mi('y')),
        ln(apply('', mn(1), mo('−'), probability)),
      )
    : mrow(mi('ℓ'), mo('='), sup(apply('', yhat, mo('−'), mi('y')), mn(2)));
};

/** The click's logit = main(x) + s[device, position]. */
export const shallowFormula = (words: { main: string; device: string; position: string }): ReactNode =>
  mrow(
    mi('logit'),
    mo('='),
    apply(mtext(words.main), x),
    mo('+'),
    sub(mi('s'), mrow(mtext(words.device), mo(','), mtext(words.position))),
  );

export const adversaryFormula = (): ReactNode =>
  mrow(
    hat(mi('p')),
    mo('='),
    apply(mi('softmax'), bold('A'), h, mo('+'), bold('a')),
    mo(','),
    mtext('\u2003'),
    mo('−'),
    mi('λ'),
    frac(mrow(mo('∂'), mi('ℓ')), mrow(mo('∂'), h)),
  );

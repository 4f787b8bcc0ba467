/**
 * One impression in words: data in, sentences out. Pure.
 *
 * | sentence        | depends on                                                                                    |
 * |-----------------|-----------------------------------------------------------------------------------------------|
 * | where it stood  | device, position, whether the log lists nine items a query                                    |
 * | what was done   | the labels, and which of them were observed                                                   |
 * | what is said    | the shown model's click at the shown step, whether it was trained, whether it looks at the place |
 */
import type { ModelSpec } from '../../model/spec.ts';
import { DEVICES, type WorldSpec } from '../../world/spec.ts';
import type { Say } from '../say.ts';
import { MODELS } from '../trained.ts';
import { inSentences } from '../sentences.ts';
import type { Happened } from './happened.ts';

/** "On a phone, third of nine." */
function placeWords({ t }: Say, { device, position }: Happened, logging: WorldSpec['logging']): string {
  const on = t(`impression.on.${DEVICES[device]}`);
  if (position === 0) return t('impression.place.none', { on });
  return t(`impression.place.${logging === 'ranked' ? 'listed' : 'placed'}`, {
    on,
    ordinal: t(`impression.ordinal.${String(position)}`),
  });
}

/** "Clicked, watched longer than usual, not liked, rated below average." */
function doneWords({ t }: Say, { clicked, watched, liked, rated }: Happened): string {
  if (watched === null || liked === null || rated === null)
    return t(clicked ? 'impression.done.clickedOnly' : 'impression.done.unknown');
  return t(clicked ? 'impression.done.clicked' : 'impression.done.allTheSame', {
    watched: t(`impression.watched.${watched}`),
    liked: t(`impression.liked.${liked ? 'yes' : 'no'}`),
    rated: t(`impression.rated.${rated}`),
  });
}

/** A probability: whole percent, and a tenth where whole ones would say "never" or "always". */
export const chanceWords = ({ numbers }: Say, p: number): string =>
  numbers.percent(p, Number.isFinite(p) && (p < 0.01 || p > 0.99) ? 1 : 0);

/** What a model says of the click. */
export interface Said {
  /** Index of the model, or null where both are the same. */
  arm: number | null;
  /** Predicted P(click) as it is trained and evaluated; null where the parameters of the step were not kept. */
  click: number | null;
  /** Steps that it was trained for. */
  step: number;
  handling: ModelSpec['biasHandling'];
}

/** "Model A", "Model B", "The model" where there is but one. */
export const modelWord = ({ t }: Say, arm: number | null): string =>
  arm === null ? t('impression.model.one') : t('impression.model.lettered', { letter: MODELS[arm] });

/** "Model A: 34% click; the truth: 36%." */
function saidWords(say: Say, { position, truth }: Happened, { arm, click, step, handling }: Said): string {
  const { t } = say;
  if (click === null) return t('impression.said.gone', { truth: chanceWords(say, truth) });
  const values = { model: modelWord(say, arm), click: chanceWords(say, click), truth: chanceWords(say, truth) };
  if (step === 0) return t('impression.said.untrained', values);
  const blind = position > 0 && (handling === 'none' || handling === 'adversarial');
  return t(`impression.said.${blind ? 'blind' : 'trained'}`, values);
}

/** The whole impression. @param said - null where no model is there yet */
export const impressionWords = (
  say: Say,
  happened: Happened,
  logging: WorldSpec['logging'],
  said: Said | null,
): string =>
  inSentences(
    say.t,
    placeWords(say, happened, logging),
    doneWords(say, happened),
    said ? saidWords(say, happened, said) : '',
  );

/** The chosen impression in words, at the step that is shown. */
import { sigmoid } from '../../model/losses.ts';
import { isSynthetic, tasksOf } from '../../run/source.ts';
import type { Opened } from '../../session/protocol.ts';
import { CLICK } from '../../world/spec.ts';
import { happenedAt } from '../impression/happened.ts';
import { tableWords } from '../impression/tableWords.ts';
import { impressionWords } from '../impression/words.ts';
import { rowIn, useSample } from '../sample.ts';
import type { Say } from '../say.ts';
import { useLab } from '../store.ts';
import { explained } from './explained.ts';
import { viewed } from './scrub.ts';

/** The chosen impression as it happened, and what the shown model says of it at the shown step. @param same - both models are one */
export function happenedWords(say: Say, opened: Opened, same: boolean): string {
  const { world, model } = opened.run;
  const happened = happenedAt(opened.samples, rowIn(opened, useSample.getState().row));
  const shown = viewed();
  const way = explained();
  const arm = same ? null : useLab.getState().state.view.arm;
  if (!isSynthetic(opened.run)) {
    const row = rowIn(opened, useSample.getState().row);
    const said = shown && { arm, output: way && way.output, step: shown.step };
    return tableWords(say, tasksOf(opened.run), opened.samples, row, said);
  }
  return impressionWords(
    say,
    happened,
    world.logging,
    shown && { arm, click: way && sigmoid(way.output[CLICK]), step: shown.step, handling: model.biasHandling },
  );
}

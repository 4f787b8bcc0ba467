/** The chosen impression in words, at the step that is shown. */
import { sigmoid } from '../../model/losses.ts';
import type { Opened } from '../../session/protocol.ts';
import { CLICK } from '../../world/spec.ts';
import { happenedAt } from '../impression/happened.ts';
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
  return impressionWords(
    say,
    happened,
    world.logging,
    shown && {
      arm: same ? null : useLab.getState().state.view.arm,
      click: way && sigmoid(way.output[CLICK]),
      step: shown.step,
      handling: model.biasHandling,
    },
  );
}

/** Click-through rates by position: what of their fall is due to what was placed there. */
import { positionBiasRun } from '../../../run/regimes.ts';
import type { CtrPoint } from '../../../session/protocol.ts';
import { useLab } from '../../store.ts';
import type { LessonStep, Outcome, Said } from '../types.ts';

/** A prediction so far off counts as right: ten points. */
const NEAR = 0.1;
/** Rates nearer to each other than this are no position bias to speak of. */
const NO_BIAS = 0.02;

const percent = (rate: number): number => Math.round(100 * rate);

/**
 * @param ctr - nine points of one device, with the truth
 * @param predicted - rate at position 9 if all places were looked at alike
 * @returns null where the log has no positions, or no truth is known
 */
export function positionOutcome(ctr: readonly CtrPoint[], predicted: number): Outcome | null {
  const [first, last] = [ctr.at(0), ctr.at(-1)];
  if (!first || !last || !Number.isFinite(last.relevance)) return null;
  const { observed, relevance } = last;
  const apart = relevance - observed;
  const values = { observed: percent(observed), relevance: percent(relevance) };
  const said: Said[] =
    apart < NO_BIAS
      ? [{ key: 'absent', values: { by: percent(NO_BIAS) } }]
      : [
          { key: 'apart', values },
          {
            key: 'share',
            values: {
              top: percent(first.observed),
              observed: values.observed,
              by: percent(first.relevance - relevance),
            },
          },
        ];
  return { came: { kind: 'number', value: relevance }, right: Math.abs(predicted - relevance) <= NEAR, said };
}

export const position: LessonStep = {
  id: 'position',
  chapter: 'position-bias',
  minutes: 3,
  alone: 1.5,
  run: positionBiasRun,
  view: { device: 'phone', arm: 0, speed: 0 },
  marks: ['position-bias.bias'],
  veils: ['position-bias.bias', 'position-bias.why', 'position-bias.editor'],
  hides: ['position-bias.presets'],
  // What the next steps ask, and what has not been learned yet.
  leaves: ['position-bias.learned', 'position-bias.course', 'position-bias.editor', 'position-bias.treatments'],
  controls: [],
  question: { kind: 'number', from: 0, to: 1, step: 0.01, unit: 'percent' },
  outcome: (predicted) => {
    const { opened } = useLab.getState();
    if (!opened || predicted.kind !== 'number') return null;
    return positionOutcome(opened.world.ctr.phone, predicted.value);
  },
};

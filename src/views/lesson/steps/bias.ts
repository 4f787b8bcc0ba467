/** Draw the curve of the position bias before it has been learned. */
import { positionBiasRun } from '../../../run/regimes.ts';
import type { BiasView } from '../../../session/protocol.ts';
import { DEVICES, POSITIONS } from '../../../world/spec.ts';
import { shownBias } from '../../charts/origin.ts';
import { play } from '../../control.ts';
import type { LessonStep, Outcome, Said } from '../types.ts';
import { divergedAt, endedRun, type Ended } from './ended.ts';

/** A curve so far off, in logits (root mean square), counts as right. */
const NEAR = 0.3;
/** A tower that is farther off than this has not learned the bias. */
const POOR = 0.3;
const PHONE = DEVICES.indexOf('phone');

/** Only differences count: what was drawn begins at 0, as the truth does. */
const fromFirst = (curve: readonly number[]): number[] => curve.map((value) => value - curve[0]);

/** Root mean squared difference of two curves. */
function off(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((total, value, p) => total + (value - b[p]) ** 2, 0) / a.length);
}

const round = (value: number): number => Number(value.toFixed(2));

/** @param bias - of the model; @param predicted - nine logits */
export function biasOutcome(
  bias: Pick<BiasView, 'learned' | 'truth' | 'missing'>,
  predicted: readonly number[],
  diverged: Ended['diverged'] = null,
): Outcome {
  const shown = shownBias(bias);
  const [learned, truth] = [shown.learned[PHONE], shown.truth[PHONE]];
  const yours = off(fromFirst(predicted), truth);
  const tower = off(learned, truth);
  const said: Said[] = [
    { key: 'gaps', values: { yours: round(yours), tower: round(tower) } },
    {
      key: 'shape',
      values: {
        first: round(truth[0] - truth[1]),
        last: round(truth[POSITIONS - 2] - truth[POSITIONS - 1]),
        odds: Number(Math.exp(-truth[POSITIONS - 1]).toPrecision(2)),
      },
    },
    tower > POOR ? { key: 'poor', values: { tower: round(tower) } } : { key: 'learned' },
  ];
  if (diverged) said.push(divergedAt(diverged));
  return {
    came: { kind: 'curve', values: learned },
    truth: { kind: 'curve', values: truth },
    right: diverged ? null : yours <= NEAR,
    said,
  };
}

export const bias: LessonStep = {
  id: 'bias',
  chapter: 'position-bias',
  minutes: 4,
  alone: 2,
  run: positionBiasRun,
  view: { device: 'phone', arm: 0, speed: 0 },
  marks: ['position-bias.bias', 'position-bias.course'],
  veils: ['position-bias.bias', 'position-bias.course', 'position-bias.why', 'position-bias.editor'],
  hides: ['position-bias.presets'],
  // What the next step asks.
  leaves: ['position-bias.treatments'],
  controls: ['run.world.biasStrength'],
  question: { kind: 'curve', points: POSITIONS, from: -3, to: 1, unit: 'logits' },
  begins: play,
  outcome: (predicted) => {
    const ended = endedRun();
    const learned = ended?.frame.arms[0].bias;
    if (!ended || !learned || predicted.kind !== 'curve') return null;
    return biasOutcome(learned, predicted.values, ended.diverged);
  },
};

/** The best that a shallow tower could do: what it would learn from endless data beside a main tower that knew every utility exactly. */
import { sigmoid } from '../world/labels.ts';
import { DEVICE_COUNT, POSITIONS } from '../world/spec.ts';
import type { World } from '../world/types.ts';

export interface BestAdditive {
  /** [device][position 1..9] logits, not centred; NaN where nothing was shown. */
  table: number[][];
  /** Root mean squared difference of the click probabilities from the truth, over the training log: 0 when clicks are additive. */
  error: number;
}

/** Newton's method converges in a handful of steps: the likelihood is concave in each logit. */
const NEWTON_STEPS = 25;
const SMALLEST_STEP = 1e-9;

/**
 * Fits one logit per device × position to the true P(click), the true click logits given: the table of least cross entropy. Under additive clicks it
 * is the true bias; under examination clicks, which no table fits, it is what a shallow tower should be measured against.
 */
export function bestAdditive(world: World): BestAdditive {
  const { train: log } = world;
  const cells = Array.from({ length: DEVICE_COUNT * POSITIONS }, (): number[] => []);
  for (let row = 0; row < log.rows; row++)
    if (log.position[row] > 0) cells[log.device[row] * POSITIONS + log.position[row] - 1].push(row);
  let squares = 0;
  let counted = 0;
  const logits = cells.map((rows) => {
    if (rows.length === 0) return NaN;
    let bias = 0;
    for (let i = 0; i < NEWTON_STEPS; i++) {
      let slope = 0;
      let curvature = 0;
      for (const row of rows) {
        const p = sigmoid(log.clickLogit[row] + bias);
        slope += log.clickProbability[row] - p;
        curvature += p * (1 - p);
      }
      // Bounded: far out the logistic function is flat, and a full step would overshoot.
      const step = Math.max(-2, Math.min(2, slope / curvature));
      bias += step;
      if (Math.abs(step) < SMALLEST_STEP) break;
    }
    for (const row of rows) squares += (sigmoid(log.clickLogit[row] + bias) - log.clickProbability[row]) ** 2;
    counted += rows.length;
    return bias;
  });
  return {
    table: Array.from({ length: DEVICE_COUNT }, (_, device) =>
      logits.slice(device * POSITIONS, (device + 1) * POSITIONS),
    ),
    error: counted > 0 ? Math.sqrt(squares / counted) : NaN,
  };
}

/** One impression as it happened, read off a log, and how a person would call it. Pure. */
import { sigmoid } from '../../model/losses.ts';
import { CLICK, TASK_COUNT } from '../../world/spec.ts';
import { hasTruth, type Impressions } from '../../world/types.ts';

/** Against the average of all candidates, which is 0 in standardised labels. */
export type Level = 'above' | 'near' | 'below';

/** Within so many standard deviations of the average nobody would say "longer" or "shorter". */
const NEAR = 0.25;

export interface Happened {
  /** Index into DEVICES. */
  device: number;
  /** 1..9, or 0 where the log has none. */
  position: number;
  clicked: boolean;
  /** Null where it was not observed: on what was not clicked, in logs that keep no more. */
  watched: Level | null;
  liked: boolean | null;
  rated: Level | null;
  /** P(click) without position bias: the truth that no log holds; NaN where nobody knows it, as the next. */
  relevance: number;
  /** P(click) where it stood. */
  truth: number;
}

const levelOf = (value: number): Level => (Math.abs(value) < NEAR ? 'near' : value > 0 ? 'above' : 'below');

/** What is known of the impression at a row of a log. */
export function happenedAt(log: Impressions, row: number): Happened {
  const label = (k: number): number | null =>
    log.observed[row * TASK_COUNT + k] === 0 ? null : log.labels[row * TASK_COUNT + k];
  const [watched, liked, rated] = [1, 2, 3].map(label);
  return {
    device: log.device[row],
    position: log.position[row],
    clicked: label(CLICK) === 1,
    watched: watched === null ? null : levelOf(watched),
    liked: liked === null ? null : liked === 1,
    rated: rated === null ? null : levelOf(rated),
    relevance: hasTruth(log) ? sigmoid(log.clickLogit[row]) : NaN,
    truth: hasTruth(log) ? log.clickProbability[row] : NaN,
  };
}

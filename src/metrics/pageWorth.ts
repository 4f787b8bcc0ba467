/** What a result page is worth to its user in expectation, from the known truth: exact, nothing is drawn. */
import { clickProbability, sigmoid } from '../world/labels.ts';
import { LIKE, POSITIONS, TASK_COUNT, type WorldSpec } from '../world/spec.ts';
import type { WorldLog, Truth } from '../world/types.ts';

/** What the worth of a page depends on. */
export type Audience = {
  spec: Pick<WorldSpec, 'clickModel' | 'labels' | 'likeGain' | 'logging'>;
  truth: Pick<Truth, 'bias'>;
};

/** Engagement of a page: expected clicks. Satisfaction: expected likes. */
export interface PageWorth {
  clicks: number;
  likes: number;
}

/** Position bias in logits at place p from 0: none on a platform whose log knows no positions. */
const biasAt = ({ spec, truth }: Audience, device: number, p: number): number =>
  spec.logging === 'none' ? 0 : truth.bias[device][p];

/** P(click) of a row at place p from 0. */
export const clickChance = (audience: Audience, log: WorldLog, row: number, p: number): number =>
  clickProbability(audience.spec, log.clickLogit[row], biasAt(audience, log.device[row], p));

/** P(like) of a row: of a clicked one, where a like needs a click ({@link likesOf}). */
export const likeChance = ({ spec }: Audience, log: WorldLog, row: number): number =>
  sigmoid(spec.likeGain * log.utility[row * TASK_COUNT + LIKE]);

/** Likes that come of clicks (or their probability): where labels come with clicks alone, so does the like. */
export const likesOf = (labels: WorldSpec['labels'], click: number, like: number): number =>
  labels === 'clicked' ? click * like : like;

/** Probability of a click and of a like of a row at place p from 0. */
function chances(audience: Audience, log: WorldLog, row: number, p: number): [number, number] {
  const click = clickChance(audience, log, row, p);
  return [click, likesOf(audience.spec.labels, click, likeChance(audience, log, row))];
}

/**
 * Expected clicks and likes of one page.
 * @param shown - rows of the log in the order shown; the first nine count
 */
export function pageWorth(audience: Audience, log: WorldLog, shown: ArrayLike<number>): PageWorth {
  const worth = { clicks: 0, likes: 0 };
  for (let p = 0; p < Math.min(POSITIONS, shown.length); p++) {
    const [click, like] = chances(audience, log, shown[p], p);
    worth.clicks += click;
    worth.likes += like;
  }
  return worth;
}

/**
 * The same for a page of nine drawn at random from the rows `from` to before `to`, in random order: every row is as likely at every place.
 */
export function randomWorth(audience: Audience, log: WorldLog, from: number, to: number): PageWorth {
  const worth = { clicks: 0, likes: 0 };
  for (let p = 0; p < Math.min(POSITIONS, to - from); p++) {
    for (let row = from; row < to; row++) {
      const [click, like] = chances(audience, log, row, p);
      worth.clicks += click / (to - from);
      worth.likes += like / (to - from);
    }
  }
  return worth;
}

/** What users answer to a page: clicks and likes. */
import { likesOf } from '../../metrics/pageWorth.ts';
import { RandomStream, STREAM } from '../../world/random.ts';
import type { WorldSpec } from '../../world/spec.ts';
import type { Page } from './pages.ts';
import type { Answers } from './spec.ts';

/** Sums over a page. */
export interface Answered {
  /** Engagement. */
  clicks: number;
  /** Satisfaction. */
  likes: number;
}

/**
 * Clicks and likes of a page. Where labels are observed on clicked impressions only, a like needs a click.
 * @param draw - one sequence a page; takes two numbers an item whatever comes out. Without it the expected values.
 */
export function answer(page: Pick<Page, 'click' | 'like'>, labels: WorldSpec['labels'], draw?: RandomStream): Answered {
  let clicks = 0;
  let likes = 0;
  for (let p = 0; p < page.click.length; p++) {
    const clicked = draw ? Number(draw.uniform() < page.click[p]) : page.click[p];
    const liked = draw ? Number(draw.uniform() < page.like[p]) : page.like[p];
    clicks += clicked;
    likes += likesOf(labels, clicked, liked);
  }
  return { clicks, likes };
}

/** Most arms of an experiment: each draws answers of its own to a query. */
export const MOST_ARMS = 16;

/** The sequence that the answers of one arm to one query are drawn from. */
export const answersOf = (seed: number, query: number, arm: number, how: Answers): RandomStream | undefined =>
  how === 'drawn' ? new RandomStream(seed, STREAM.liveAnswers, query * MOST_ARMS + arm) : undefined;

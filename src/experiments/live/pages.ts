/** One result page: which nine of a query's candidates an arm shows, and what they are truly worth. */
import { combinedScores, type ScoreForm } from '../../metrics/combinedScore.ts';
import { clickChance, likeChance } from '../../metrics/pageWorth.ts';
import type { Scorer } from '../../engine/score.ts';
import { topOf } from '../../world/logging.ts';
import { RandomStream, STREAM } from '../../world/random.ts';
import { trueOutputs } from '../../world/serving.ts';
import { POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import type { WorldLog, World } from '../../world/types.ts';

/** What ranks: a trained model, the truth, or chance. */
export type Ranker = { score: Scorer } | 'oracle' | 'random';

/** What one page is worth: what users are expected to answer, item by item. */
export interface Page {
  /** [9] P(click) at its place. */
  click: Float64Array;
  /** [9] P(like), given a click where a like needs one. */
  like: Float64Array;
  /** True watch time and rating, means over the page. */
  watchTime: number;
  rating: number;
  /** True combined score: mean over the page, over all candidates (what a random page is expected to have), and of the best page. */
  utility: number;
  chance: number;
  best: number;
}

/** Candidates of some queries with what is true of them. */
export interface Served {
  log: WorldLog;
  /** [rows] the true combined score. */
  truth: Float64Array;
  candidates: number;
}

export const servedOf = (
  world: World,
  log: WorldLog,
  candidates: number,
  form: ScoreForm,
  weights: readonly number[],
): Served => ({ log, candidates, truth: combinedScores(form, weights, trueOutputs(world.spec, log), log.rows) });

/** Ranks the candidates of queries and says what the pages are worth. Its arrays are made once; a page is good until the next. */
export function createPages(world: World, form: ScoreForm, weights: readonly number[], candidates: number) {
  const outputs = new Float32Array(candidates * TASK_COUNT);
  const scores = new Float64Array(candidates);
  const shown = new Uint16Array(POSITIONS);
  const best = new Uint16Array(POSITIONS);
  const page: Page = {
    click: new Float64Array(POSITIONS),
    like: new Float64Array(POSITIONS),
    watchTime: 0,
    rating: 0,
    utility: 0,
    chance: 0,
    best: 0,
  };

  const rank = (ranker: Ranker, { log, truth: known }: Served, first: number): void => {
    if (ranker === 'oracle') {
      for (let i = 0; i < candidates; i++) scores[i] = known[first + i];
    } else if (ranker === 'random') {
      const draw = new RandomStream(world.seed, STREAM.liveRandomArm, log.query[first]);
      for (let i = 0; i < candidates; i++) scores[i] = draw.uniform();
    } else {
      ranker.score(log, { from: first, to: first + candidates, into: outputs });
      combinedScores(form, weights, outputs, candidates, scores);
    }
    topOf(scores, shown);
  };

  /** @param query - index among those served */
  return (ranker: Ranker, served: Served, query: number): Page => {
    const { log, truth: known } = served;
    const first = query * candidates;
    rank(ranker, served, first);
    topOf(known.subarray(first, first + candidates), best);
    page.watchTime = page.rating = page.utility = page.best = page.chance = 0;
    for (let p = 0; p < POSITIONS; p++) {
      const row = first + shown[p];
      page.click[p] = clickChance(world, log, row, p);
      page.like[p] = likeChance(world, log, row);
      page.watchTime += log.utility[row * TASK_COUNT + 1] / POSITIONS;
      page.rating += log.utility[row * TASK_COUNT + 3] / POSITIONS;
      page.utility += known[row] / POSITIONS;
      page.best += known[first + best[p]] / POSITIONS;
    }
    for (let i = 0; i < candidates; i++) page.chance += known[first + i] / candidates;
    return page;
  };
}

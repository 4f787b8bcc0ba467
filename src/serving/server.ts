/** Serves fresh queries of a platform with one model: what the chapter asks its worker. Keeps what it made for the platform it was asked about last. */
import { createScorer, type Scorer } from '../engine/score.ts';
import { ranks, type ScoreForm } from '../metrics/combinedScore.ts';
import { meanInterval, type Mean } from '../metrics/intervals.ts';
import type { PageWorth } from '../metrics/pageWorth.ts';
import { sigmoid } from '../model/losses.ts';
import type { Serving as PredictingCures } from '../model/cures.ts';
import type { ModelSpec } from '../model/spec.ts';
import { servingQueries, trueOutputs } from '../world/serving.ts';
import { createTruth } from '../world/truth.ts';
import { CLICK, LIKE, TASK_COUNT, type WorldSpec } from '../world/spec.ts';
import type { WorldLog, World } from '../world/types.ts';
import { meanDistance } from './diversity.ts';
import { policyPositions, toldAs, type ServedPosition } from './positions.ts';
import {
  meanWorth,
  randomWorths,
  servedPages,
  tradeOffCurve,
  type MeanWorth,
  type Queries,
  type ServedPages,
} from './tradeOff.ts';

/** The platform and the model that serves it. */
export interface Served {
  world: WorldSpec;
  /** Seed of the data. */
  seed: number;
  model: ModelSpec;
  parameters: Float32Array;
  /** What of its cures acts when it predicts. */
  predicts: PredictingCures;
}

export interface ListAsk extends Served {
  /** Number of the query, from 0. */
  query: number;
  candidates: number;
  position: ServedPosition;
}

/** One query with its candidates and what the model says of them. */
export interface ServedList {
  /** Truth included; positions are the logging policy's. */
  log: WorldLog;
  /** [candidates × 4] as engines predict. */
  outputs: Float32Array;
  /** [candidates × 4] what a perfect model would predict. */
  truth: Float32Array;
}

export interface WorthAsk extends Served {
  form: ScoreForm;
  weights: readonly number[];
  position: ServedPosition;
}

/** One way to tell the model a position. */
export interface Serving {
  worth: MeanWorth;
  /** Clicks a page more than with the position missing, query by query. */
  clicksLift: Mean;
  /** Of nine shown items, how many are not shown with the position missing. */
  replaced: Mean;
}

/** What many pages are worth. */
export interface Worth {
  queries: number;
  curve: PageWorth[];
  oracleCurve: PageWorth[];
  random: MeanWorth;
  /** At the reader's weights. */
  mine: MeanWorth;
  /** Of the same model with all weights at 1: what the reader's are held against. */
  even: MeanWorth;
  oracle: MeanWorth;
  /** Clicks and likes that the model itself expects of the nine that it shows, told the position that it is told. */
  predicted: PageWorth;
  servings: Record<ServedPosition, Serving>;
  /** Mean distance of two items: shown by the model, by the truth, and of all candidates, which is what nine at random have. */
  diversity: { mine: number; oracle: number; random: number };
}

/** Weights that prefer no task. */
const EVEN: readonly number[] = Array.from({ length: TASK_COUNT }, () => 1);

/** Queries over which worth is averaged. */
export const QUERIES = 300;

/** Milliseconds that a list takes to be scored, the median of a few goes. */
export interface Timed {
  candidates: number;
  ms: number;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type Platform = Pick<World, 'spec' | 'truth' | 'seed'>;

interface Many extends Queries {
  truth: Float32Array;
  random: PageWorth[];
  /** Of all candidates of a query, mean over queries. */
  distance: number;
}

/** A few goes, each at least so long: shorter ones are beyond what clocks of a browser tell. */
const GOES = 5;
const GO_MS = 4;

export class Server {
  private platform: Platform | null = null;
  private many: Many | null = null;
  private one: { query: number; candidates: number; log: WorldLog } | null = null;

  private platformOf({ world, seed }: Served): Platform {
    if (!this.platform || this.platform.seed !== seed || !same(this.platform.spec, world)) {
      this.platform = { spec: world, seed, truth: createTruth(world, seed) };
      this.many = null;
      this.one = null;
    }
    return this.platform;
  }

  /** Whole queries with the policy's positions. */
  private queriesOf(platform: Platform, count: number, candidates: number, begin: number): WorldLog {
    const log = servingQueries(platform, count, candidates, platform.seed, begin);
    return { ...log, position: policyPositions(platform, log, candidates) };
  }

  private manyOf(platform: Platform): Many {
    if (this.many) return this.many;
    const { spec } = platform;
    const { candidates } = spec;
    const log = this.queriesOf(platform, QUERIES, candidates, 0);
    const queries = { audience: platform, log, candidates };
    const distance = meanOver(log.rows / candidates, (query) =>
      meanDistance(log, rowsFrom(query * candidates, candidates), spec.queryFeatures),
    );
    this.many = { ...queries, truth: trueOutputs(spec, log), random: randomWorths(queries), distance };
    return this.many;
  }

  /** One query's candidates and their predictions. */
  list(ask: ListAsk): ServedList {
    const platform = this.platformOf(ask);
    const { query, candidates, position } = ask;
    if (this.one?.query !== query || this.one.candidates !== candidates)
      this.one = { query, candidates, log: this.queriesOf(platform, 1, candidates, query) };
    const { log } = this.one;
    const outputs = scorerOf(ask)(log, { position: toldAs(position) });
    return { log, outputs, truth: trueOutputs(platform.spec, log) };
  }

  /** What many pages are worth; null where the weights rank nothing. */
  worth(ask: WorthAsk): Worth | null {
    const { form, weights, position } = ask;
    if (!ranks(weights)) return null;
    const many = this.manyOf(this.platformOf(ask));
    const score = scorerOf(ask);
    const pagesBy = (outputs: Float32Array, by = weights): Pages => ({
      outputs,
      ...servedPages(many, form, by, outputs),
    });
    const told = forEachPosition((each) => pagesBy(score(many.log, { position: toldAs(each) })));
    const mine = told[position];
    const oracle = pagesBy(many.truth);
    const servings = forEachPosition((each) => servingOf(told[each], told.missing));
    return {
      queries: mine.worths.length,
      curve: tradeOffCurve(many, form, weights, mine.outputs),
      oracleCurve: tradeOffCurve(many, form, weights, many.truth),
      random: meanWorth(many.random),
      mine: servings[position].worth,
      even: meanWorth(pagesBy(mine.outputs, EVEN).worths),
      oracle: meanWorth(oracle.worths),
      predicted: expected(ask.world, mine),
      servings,
      diversity: {
        mine: shownDistance(many, ask.world, mine),
        oracle: shownDistance(many, ask.world, oracle),
        random: many.distance,
      },
    };
  }

  /** How long this device takes to score lists of these lengths, one candidate after the other. */
  time(ask: Served, counts: readonly number[], now: () => number = () => performance.now()): Timed[] {
    const platform = this.platformOf(ask);
    const log = servingQueries(platform, 1, Math.max(...counts));
    const score = scorerOf(ask);
    const into = new Float32Array(log.rows * TASK_COUNT);
    return counts.map((candidates) => {
      const goes = Array.from({ length: GOES }, () => {
        const begun = now();
        let times = 0;
        do {
          score(log, { to: candidates, into });
          times++;
        } while (now() - begun < GO_MS);
        return (now() - begun) / times;
      });
      return { candidates, ms: goes.sort((a, b) => a - b)[Math.floor(GOES / 2)] };
    });
  }
}

const rowsFrom = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

const meanOver = (count: number, of: (i: number) => number): number =>
  Array.from({ length: count }, (_, i) => of(i)).reduce((sum, value) => sum + value, 0) / count;

const scorerOf = ({ model, parameters, predicts }: Served): Scorer => createScorer(model, parameters, predicts);

const forEachPosition = <T>(of: (position: ServedPosition) => T): Record<ServedPosition, T> => ({
  missing: of('missing'),
  first: of('first'),
  logged: of('logged'),
});

/** Pages ranked by outputs. */
interface Pages extends ServedPages {
  outputs: Float32Array;
}

/** Clicks and likes a page that outputs promise of what is shown. */
function expected({ labels }: Pick<WorldSpec, 'labels'>, { outputs, shown, worths }: Pages): PageWorth {
  const pages = worths.length;
  const worth = { clicks: 0, likes: 0 };
  for (const row of shown.flatMap((page) => [...page])) {
    const click = sigmoid(outputs[row * TASK_COUNT + CLICK]);
    const like = sigmoid(outputs[row * TASK_COUNT + LIKE]);
    worth.clicks += click / pages;
    worth.likes += (labels === 'clicked' ? click * like : like) / pages;
  }
  return worth;
}

/** Pages for which the model was told one position, beside the same with the position missing. */
function servingOf({ worths, shown }: Pages, missing: Pages): Serving {
  const kept = new Set(missing.shown.flatMap((page) => [...page]));
  return {
    worth: meanWorth(worths),
    clicksLift: meanInterval(worths.map(({ clicks }, page) => clicks - missing.worths[page].clicks)),
    replaced: meanInterval(shown.map((page) => page.filter((row) => !kept.has(row)).length)),
  };
}

const shownDistance = (
  { log }: Queries,
  { queryFeatures }: Pick<WorldSpec, 'queryFeatures'>,
  { shown }: Pages,
): number => meanOver(shown.length, (page) => meanDistance(log, shown[page], queryFeatures));

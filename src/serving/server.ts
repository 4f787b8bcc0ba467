/** Serves fresh queries of a platform with one model: what the chapter asks its worker. Keeps what it made for the platform it was asked about last. */
import { createScorer, type Scorer } from '../engine/score.ts';
import { combinedScores, ranks, type ScoreForm } from '../metrics/combinedScore.ts';
import { meanInterval, type Mean } from '../metrics/intervals.ts';
import type { PageWorth } from '../metrics/pageWorth.ts';
import { sigmoid } from '../model/losses.ts';
import type { ModelSpec } from '../model/spec.ts';
import { servingQueries, trueOutputs } from '../world/serving.ts';
import { createTruth } from '../world/truth.ts';
import { CLICK, LIKE, POSITIONS, TASK_COUNT, type WorldSpec } from '../world/spec.ts';
import type { Impressions, World } from '../world/types.ts';
import { meanDistance } from './diversity.ts';
import { policyPositions, SERVED_POSITIONS, type ServedPosition } from './positions.ts';
import {
  meanWorth,
  randomWorths,
  servedWorth,
  shownRows,
  tradeOffCurve,
  type MeanWorth,
  type Queries,
} from './tradeOff.ts';

/** The platform and the model that serves it. */
export interface Served {
  world: WorldSpec;
  /** Seed of the data. */
  seed: number;
  model: ModelSpec;
  parameters: Float32Array;
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
  log: Impressions;
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
  oracle: MeanWorth;
  /** Clicks and likes that the model itself expects of the nine that it shows, told the position that it is told. */
  predicted: PageWorth;
  servings: Record<ServedPosition, Serving>;
  /** Mean distance of two items: shown by the model, by the truth, and of all candidates, which is what nine at random have. */
  diversity: { mine: number; oracle: number; random: number };
}

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
  private one: { query: number; candidates: number; log: Impressions } | null = null;
  private scored: { parameters: Float32Array; model: ModelSpec; scorer: Scorer } | null = null;

  private platformOf({ world, seed }: Served): Platform {
    if (!this.platform || this.platform.seed !== seed || !same(this.platform.spec, world)) {
      this.platform = { spec: world, seed, truth: createTruth(world, seed) };
      this.many = null;
      this.one = null;
    }
    return this.platform;
  }

  private scorerOf({ model, parameters }: Served): Scorer {
    if (this.scored?.parameters !== parameters || !same(this.scored.model, model))
      this.scored = { parameters, model, scorer: createScorer(model, parameters) };
    return this.scored.scorer;
  }

  /** Whole queries with the policy's positions. */
  private queriesOf(platform: Platform, count: number, candidates: number, begin: number): Impressions {
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
    const outputs = this.scorerOf(ask)(log, { position: told(position) });
    return { log, outputs, truth: trueOutputs(platform.spec, log) };
  }

  /** What many pages are worth; null where the weights rank nothing. */
  worth(ask: WorthAsk): Worth | null {
    const { form, weights, position } = ask;
    if (!ranks(weights)) return null;
    const many = this.manyOf(this.platformOf(ask));
    const score = this.scorerOf(ask);
    const outputs = Object.fromEntries(
      SERVED_POSITIONS.map((each) => [each, score(many.log, { position: told(each) })]),
    ) as Record<ServedPosition, Float32Array>;
    const mine = outputs[position];
    const worths = servedWorth(many, form, weights, mine);
    const shown = (of: Float32Array): Uint32Array => shownRows(many, combinedScores(form, weights, of, many.log.rows));
    return {
      queries: many.log.rows / many.candidates,
      curve: tradeOffCurve(many, form, weights, mine),
      oracleCurve: tradeOffCurve(many, form, weights, many.truth),
      random: meanWorth(many.random),
      mine: meanWorth(worths),
      oracle: meanWorth(servedWorth(many, form, weights, many.truth)),
      predicted: expected(many, ask.world, mine, shown(mine)),
      servings: servingsOf(many, form, weights, outputs),
      diversity: {
        mine: shownDistance(many, ask.world, shown(mine)),
        oracle: shownDistance(many, ask.world, shown(many.truth)),
        random: many.distance,
      },
    };
  }

  /** How long this device takes to score lists of these lengths, one candidate after the other. */
  time(ask: Served, counts: readonly number[], now: () => number = () => performance.now()): Timed[] {
    const platform = this.platformOf(ask);
    const log = servingQueries(platform, 1, Math.max(...counts));
    const score = this.scorerOf(ask);
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

/** What the scorer calls it. */
const told = (position: ServedPosition): 'missing' | 'logged' | number => (position === 'first' ? 1 : position);

const rowsFrom = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

const meanOver = (count: number, of: (i: number) => number): number =>
  Array.from({ length: count }, (_, i) => of(i)).reduce((sum, value) => sum + value, 0) / count;

/** Clicks and likes a page that outputs promise of what is shown. */
function expected(
  { log, candidates }: Queries,
  { labels }: Pick<WorldSpec, 'labels'>,
  outputs: Float32Array,
  shown: Uint32Array,
): PageWorth {
  const pages = log.rows / candidates;
  const worth = { clicks: 0, likes: 0 };
  for (const row of shown) {
    const click = sigmoid(outputs[row * TASK_COUNT + CLICK]);
    const like = sigmoid(outputs[row * TASK_COUNT + LIKE]);
    worth.clicks += click / pages;
    worth.likes += (labels === 'clicked' ? click * like : like) / pages;
  }
  return worth;
}

function servingsOf(
  many: Queries,
  form: ScoreForm,
  weights: readonly number[],
  outputs: Record<ServedPosition, Float32Array>,
): Record<ServedPosition, Serving> {
  const { log, candidates } = many;
  const slots = Math.min(POSITIONS, candidates);
  const pages = log.rows / candidates;
  const of = (position: ServedPosition): { worths: PageWorth[]; shown: Uint32Array } => ({
    worths: servedWorth(many, form, weights, outputs[position]),
    shown: shownRows(many, combinedScores(form, weights, outputs[position], log.rows)),
  });
  const missing = of('missing');
  const kept = new Set(missing.shown);
  return Object.fromEntries(
    SERVED_POSITIONS.map((position): [ServedPosition, Serving] => {
      const { worths, shown } = of(position);
      const replaced = Array.from(
        { length: pages },
        (_, page) => shown.subarray(page * slots, (page + 1) * slots).filter((row) => !kept.has(row)).length,
      );
      return [
        position,
        {
          worth: meanWorth(worths),
          clicksLift: meanInterval(worths.map(({ clicks }, page) => clicks - missing.worths[page].clicks)),
          replaced: meanInterval(replaced),
        },
      ];
    }),
  ) as Record<ServedPosition, Serving>;
}

const shownDistance = (
  { log, candidates }: Queries,
  { queryFeatures }: Pick<WorldSpec, 'queryFeatures'>,
  shown: Uint32Array,
): number => {
  const slots = Math.min(POSITIONS, candidates);
  return meanOver(log.rows / candidates, (page) =>
    meanDistance(log, shown.subarray(page * slots, (page + 1) * slots), queryFeatures),
  );
};

/** The experiment itself: queries arrive one after another, arms rank, users answer, and after every query the intervals are looked at. */
import { yieldToEvents } from '../../engine/pipeline.ts';
import { STREAM, threefry } from '../../world/random.ts';
import { servingQueries } from '../../world/serving.ts';
import { answer, answersOf, MOST_ARMS, type Answered } from './answers.ts';
import { createPages, servedOf, type Ranker, type Served } from './pages.ts';
import { armsOf, checkLive, modelArm, tightestAt, type ArmName, type LiveSpec } from './spec.ts';
import { createTally, type ArmState } from './tally.ts';
import type { TrainedSeed } from './train.ts';

/** Where an experiment stands after some queries. */
export interface LivePoint {
  /** Queries that have arrived. */
  queries: number;
  /** In the order of armsOf, control first. */
  arms: ArmState[];
}

export interface SimulateOptions {
  signal?: AbortSignal;
  /** Told at {@link pointsOf}; the last time at the end. */
  onPoint: (point: LivePoint) => void;
}

/** Points of an experiment's course. */
const POINTS = 120;

/** Queries after which the course has a point: denser where intervals are wide, ending at the last query. */
export function pointsOf(queries: number, points = POINTS): number[] {
  const all = Array.from({ length: points }, (_, i) => Math.ceil(queries * ((i + 1) / points) ** 1.5));
  return [...new Set(all)];
}

/** Queries made at once: between two portions a wish to stop comes in. */
const PORTION = 100;

/** Which arm a query of a split experiment goes to. */
export const assigned = (seed: number, query: number, arms: number): number =>
  threefry(seed, STREAM.liveAssignment, query, 0) % arms;

/** What ranks for each arm. */
export function rankersOf(spec: LiveSpec, { models }: Pick<TrainedSeed, 'models'>): Ranker[] {
  return armsOf(spec).map((arm: ArmName): Ranker => {
    if (arm === 'oracle' || arm === 'random') return arm;
    const trained = modelArm(spec, arm)!;
    const model = models.get(trained);
    if (!model) throw new RangeError(`the arm ${trained} was not trained`);
    return { score: model.score };
  });
}

/**
 * Runs one experiment on one world.
 * @throws DOMException AbortError when stopped; RangeError on a specification that is none
 */
export async function simulate(
  spec: LiveSpec,
  trained: TrainedSeed,
  { signal, onPoint }: SimulateOptions,
): Promise<void> {
  checkLive(spec);
  const { world } = trained;
  const { form, weights, candidates, queries, design } = spec;
  const rankers = rankersOf(spec, trained);
  if (rankers.length > MOST_ARMS) throw new RangeError(`more than ${String(MOST_ARMS)} arms`);
  const tally = createTally({ arms: rankers.length, design, tightestAt: tightestAt(spec) });
  const pageOf = createPages(world, form, weights, candidates);
  const told = new Set(pointsOf(queries));

  const serve = (arm: number, served: Served, index: number, query: number): Answered => {
    const page = pageOf(rankers[arm], served, index);
    const answered = answer(page, world.spec.labels, answersOf(world.seed, query, arm, spec.answers));
    tally.add(arm, page, answered);
    return answered;
  };

  for (let from = 0; from < queries; from += PORTION) {
    await yieldToEvents();
    signal?.throwIfAborted();
    const count = Math.min(PORTION, queries - from);
    const served = servedOf(
      world,
      servingQueries(world, count, candidates, world.seed, from),
      candidates,
      form,
      weights,
    );
    for (let i = 0; i < count; i++) {
      const query = from + i;
      if (design === 'paired') {
        tally.complete(
          query + 1,
          rankers.map((_, arm) => serve(arm, served, i, query)),
        );
      } else {
        const arm = assigned(world.seed, query, rankers.length);
        serve(arm, served, i, query);
        tally.complete(query + 1, arm);
      }
      if (told.has(query + 1)) onPoint({ queries: query + 1, arms: tally.state() });
    }
  }
}

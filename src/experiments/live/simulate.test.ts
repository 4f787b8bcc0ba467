import { describe, expect, it } from 'vitest';
import { fixedHalfWidth, sequenceBounds } from '../../metrics/confidenceSequence.ts';
import type { Scorer } from '../../engine/score.ts';
import { createWorld } from '../../world/world.ts';
import type { WorldLog } from '../../world/types.ts';
import { servingQueries } from '../../world/serving.ts';
import { answer, answersOf } from './answers.ts';
import { createPages, servedOf } from './pages.ts';
import { assigned, pointsOf, simulate, type LivePoint } from './simulate.ts';
import {
  ARMS_OF,
  baseOf,
  changesOfArm,
  checkLive,
  listsPerQuery,
  queriesFor,
  sameExperiment,
  tightestAt,
  unitsOf,
  worldDifferences,
  type ArchitectureArm,
  type LiveSpec,
  type TrainedArm,
} from './spec.ts';
import type { TrainedSeed } from './train.ts';
import { defaultRun } from '../../run/runSpec.ts';
import { fieldChanges } from './openRun.ts';

const world = createWorld({ ...baseOf({ world: 'architectures', steps: 1 }).world, impressions: 100, heldOut: 100 }, 4);

/** A model that knows the truth but for an error that grows with `noise`: the same for the same features. */
const knowing =
  (noise: number): Scorer =>
  (log, { from = 0, to = log.rows, into } = {}) => {
    const outputs = into ?? new Float32Array((to - from) * 4);
    // The true outputs of a world whose clicks and likes have a slope of 3.
    const { utility, features, featureCount } = log as WorldLog;
    for (let at = from * 4; at < to * 4; at++) {
      const error = Math.sin(1e3 * features[Math.floor(at / 4) * featureCount + 15] + (at % 4));
      outputs[at - from * 4] = (at % 2 === 0 ? 3 : 1) * utility[at] + noise * error;
    }
    return outputs;
  };

const trained: TrainedSeed = {
  seed: 4,
  world,
  models: new Map<TrainedArm, { score: Scorer; diverged: boolean }>([
    ['shared-bottom-small', { score: knowing(2), diverged: false }],
    ['mmoe-8', { score: knowing(0.5), diverged: false }],
  ]),
};

const spec: LiveSpec = {
  world: 'architectures',
  steps: 1,
  control: 'shared-bottom-small',
  arms: ['mmoe-8'],
  extras: ['aa', 'oracle', 'random'],
  form: 'sum',
  weights: [1, 1, 1, 1],
  queries: 1500,
  candidates: 15,
  design: 'split',
  answers: 'drawn',
};

const courseOf = async (change: Partial<LiveSpec> = {}, of = trained): Promise<LivePoint[]> => {
  const points: LivePoint[] = [];
  await simulate({ ...spec, ...change }, of, { onPoint: (point) => void points.push(point) });
  return points;
};

describe('a simulated experiment', () => {
  it('shares queries out evenly, ranks by every arm and finds the better ones', async () => {
    const points = await courseOf();
    expect(points.map(({ queries }) => queries)).toEqual(pointsOf(1500));
    const last = points.at(-1)!;
    expect(last.queries).toBe(1500);
    expect(last.arms.reduce((sum, { n }) => sum + n, 0)).toBe(1500);
    for (const { n } of last.arms) expect(Math.abs(n - 300)).toBeLessThan(60);
    const [control, better, same, oracle, random] = last.arms;
    expect(oracle.captured.value).toBeCloseTo(1, 12);
    expect(Math.abs(random.captured.value)).toBeLessThan(0.15);
    expect(better.captured.value).toBeGreaterThan(control.captured.value + 0.1);
    expect(sequenceBounds(same.lift!.engagement, tightestAt(spec))!.low).toBeLessThan(0);
    expect(sequenceBounds(same.lift!.engagement, tightestAt(spec))!.high).toBeGreaterThan(0);
    expect(random.lift!.engagement.sequence?.sign).toBe(-1);
    expect(oracle.clicks).toBeGreaterThan(random.clicks);
  });

  it('comes out the same again, and the same so far when it is longer', async () => {
    const [once, again, longer] = [await courseOf(), await courseOf(), await courseOf({ queries: 3000 })];
    expect(again).toEqual(once);
    const at = longer.find(({ queries }) => queries > 1400 && queries <= 1500);
    expect(at).toBeDefined();
    expect(Math.abs(at!.arms[0].clicks - once.at(-1)!.arms[0].clicks)).toBeLessThan(0.05);
  });

  it('paired serving makes the interval narrower, and with expected answers control against itself differs in nothing', async () => {
    const split = (await courseOf({ answers: 'expected' })).at(-1)!.arms[1].lift!.engagement;
    const paired = (await courseOf({ design: 'paired', answers: 'expected', queries: 600 })).at(-1)!;
    const { engagement } = paired.arms[1].lift!;
    expect(engagement.n).toBe(600);
    // The same number of units: half as wide or less.
    expect(fixedHalfWidth(600, engagement.deviation)).toBeLessThan(fixedHalfWidth(600, split.deviation) / 2);
    expect(paired.arms[2].lift!.engagement).toMatchObject({ value: 0, deviation: 0, sequence: null });
    const drawn = (await courseOf({ design: 'paired', queries: 300 })).at(-1)!.arms[2].lift!.engagement;
    expect(drawn.deviation).toBeGreaterThan(0.1);
  });

  it('has of each query the answers of that query, in whichever portion it was made', async () => {
    const last = (await courseOf({ design: 'paired', arms: [], extras: ['oracle'], queries: 130 })).at(-1)!;
    const pageOf = createPages(world, spec.form, spec.weights, 15);
    let clicks = 0;
    for (let query = 0; query < 130; query++) {
      const alone = servedOf(world, servingQueries(world, 1, 15, world.seed, query), 15, spec.form, spec.weights);
      clicks += answer(pageOf('oracle', alone, 0), 'all', answersOf(world.seed, query, 1, 'drawn')).clicks;
    }
    expect(world.spec.labels).toBe('all');
    expect(last.arms[1].clicks).toBeCloseTo(clicks / 130, 9);
  });

  it('stops when it is asked to, and keeps what it had told', async () => {
    const stop = new AbortController();
    const points: LivePoint[] = [];
    const run = simulate({ ...spec, queries: 100_000 }, trained, {
      signal: stop.signal,
      onPoint: (point) => {
        points.push(point);
        if (points.length === 2) stop.abort();
      },
    });
    await expect(run).rejects.toThrow(/abort/i);
    expect(points.length).toBeLessThan(10);
    // A wish that comes while it computes: between two portions of queries it is heard.
    const later = new AbortController();
    const other = simulate({ ...spec, queries: 5000 }, trained, { signal: later.signal, onPoint: () => undefined });
    later.abort();
    await expect(other).rejects.toThrow(/abort/i);
  });

  it('refuses what no experiment can be made of', async () => {
    await expect(courseOf({ weights: [0, 0, 0, 0] })).rejects.toThrow('every candidate has the same score');
    await expect(courseOf({ candidates: 8 })).rejects.toThrow('8 candidates do not fill a page of 9');
    await expect(courseOf({ arms: ['cgc-small'] })).rejects.toThrow('cgc-small was not trained');
    expect(() => {
      checkLive({ ...spec, arms: ['shallow-tower'] });
    }).toThrow('shallow-tower is of another world');
    expect(() => {
      checkLive({ ...spec, arms: ['open'], open: defaultRun() });
    }).toThrow('the open model is of another world: logging, ');
    const nearly = baseOf(spec);
    expect(() => {
      checkLive({ ...spec, arms: ['open'], open: { ...nearly, world: { ...nearly.world, sines: 2 } } });
    }).toThrow('the open model is of another world: sines differ');
    // A page is filled by nine; one query is an experiment, though one without an interval.
    checkLive({ ...spec, candidates: 9, queries: 1 });
    for (const wrong of [{ candidates: 9.5 }, { queries: 0 }, { queries: 1.5 }])
      expect(() => {
        checkLive({ ...spec, ...wrong });
      }).toThrow(RangeError);
    expect(() => {
      checkLive({ ...spec, world: 'open', control: 'none', arms: [] });
    }).toThrow('no open run');
    const open = defaultRun();
    const own = { ...spec, world: 'open', control: 'none', arms: ['open'], open } as const;
    checkLive(own);
    expect(baseOf({ ...own, steps: 7 })).toEqual({ ...open, training: { ...open.training, steps: 7 } });
    expect(() => {
      checkLive({ ...spec, arms: [], extras: [] });
    }).toThrow('an arm beside control');
  });
});

describe('the course of an experiment', () => {
  it('has points that rise to the last query', () => {
    for (const queries of [1, 50, 20_000]) {
      const points = pointsOf(queries);
      expect(points.at(-1)).toBe(queries);
      expect(points.every((at, i) => i === 0 || at > points[i - 1])).toBe(true);
      expect(points.length).toBeLessThanOrEqual(120);
    }
  });

  it('counts the queries of both arms as units, and the sequence is tightest at half of them', () => {
    // Five arms: two of them have 400 of 1,000 queries.
    expect(unitsOf(spec, 1000)).toBe(400);
    expect([listsPerQuery(spec), listsPerQuery({ ...spec, design: 'paired' })]).toEqual([1, 5]);
    expect(queriesFor(spec, 400)).toBe(1000);
    expect(tightestAt(spec)).toBe(300);
    expect(unitsOf({ ...spec, design: 'paired' }, 1000)).toBe(1000);
    expect(tightestAt({ ...spec, design: 'paired' })).toBe(750);
    const counts = [0, 0, 0];
    for (let query = 0; query < 3000; query++) counts[assigned(9, query, 3)]++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(100);
  });
});

describe('an arm', () => {
  const architectures = ARMS_OF.architectures as ArchitectureArm[];

  it('of an architecture is the model that its name says, in the size of the table', () => {
    const base = baseOf(spec);
    const changes = architectures.map((arm) => changesOfArm(base, arm));
    expect(changes.map((change) => change['run.model.kind'])).toEqual([
      ...['shared-bottom', 'shared-bottom', 'omoe', 'omoe', 'mmoe', 'mmoe', 'mmoe', 'mmoe'],
    ]);
    // The table of the reference page: four small experts of 8 units beside eight of 8.
    expect(changes.slice(4, 6).map((change) => [change['run.model.experts'], change['run.model.expertUnits']])).toEqual(
      [
        [4, 8],
        [8, 8],
      ],
    );
    expect(changes.map((change) => change['run.model.sharing'])).toEqual([
      ...['all', 'all', 'all', 'all', 'all', 'all', 'groups', 'groups'],
    ]);
    // The larger of two sizes has more units in all of its experts.
    const units = changes.map(
      (change) => Number(change['run.model.experts']) * Number(change['run.model.expertUnits']),
    );
    for (const small of [0, 2, 6]) expect(units[small + 1]).toBeGreaterThan(units[small]);
  });

  it('of position bias is a treatment of it, and nothing else', () => {
    const treatments = ['none', 'input-feature', 'adversarial', 'shallow-tower'] as const;
    expect(ARMS_OF['position-bias']).toEqual(treatments);
    for (const arm of treatments) expect(changesOfArm(baseOf(spec), arm)).toEqual({ 'run.model.biasHandling': arm });
  });
});

describe('two experiments', () => {
  it('ask the same where they differ in nothing but how many queries there are', () => {
    expect(sameExperiment(spec, { ...spec, queries: 7 })).toBe(true);
    for (const change of [{ weights: [1, 1, 1, 0] }, { steps: 2 }, { arms: ['mmoe-4'] }, { design: 'paired' }] as const)
      expect(sameExperiment(spec, { ...spec, ...change }), Object.keys(change)[0]).toBe(false);
    const open = { ...spec, open: defaultRun() };
    expect(sameExperiment(open, { ...spec, open: structuredClone(defaultRun()) })).toBe(true);
    expect(sameExperiment(open, spec)).toBe(false);
    const { training } = open.open;
    expect(sameExperiment(open, { ...spec, open: { ...open.open, training: { ...training, batch: 8 } } })).toBe(false);
  });
});

describe('a run given as an arm', () => {
  it('differs from the base in what its model and training differ in', () => {
    const base = baseOf({ world: 'architectures', steps: 600 });
    const run = { ...base, model: { ...base.model, experts: 3 }, training: { ...base.training, batch: 128 } };
    expect(fieldChanges(base, run)).toEqual({ 'run.model.experts': 3, 'run.training.batch': 128 });
    expect(worldDifferences(base.world, { ...base.world, sines: 2, candidates: 30 })).toEqual(['candidates', 'sines']);
  });
});

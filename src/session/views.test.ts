import { mean, sampleCorrelation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import type { Engine, EvaluateOptions, ReplicaEvaluation } from '../engine/types.ts';
import { ctrByPosition } from '../metrics/ctr.ts';
import { relevanceGrid } from '../metrics/relevanceGrid.ts';
import { bestAdditive } from '../metrics/bestAdditive.ts';
import type { EncodedLog, LogShape } from '../tabular/types.ts';
import { worldW1, type TaskKind, type WorldSpec } from '../world/spec.ts';
import type { Impressions, World, WorldLog } from '../world/types.ts';
import { createWorld } from '../world/world.ts';
import { measureAblation } from './ablation.ts';
import { armView } from './armView.ts';
import { createRig } from './testing/rig.ts';
import { smallRun } from './testing/smallRun.ts';
import { viewWorld } from './worldView.ts';

const made = (changes: Partial<WorldSpec> = {}): World =>
  createWorld({ ...worldW1(), impressions: 900, heldOut: 90, ...changes }, 3);

/** The logs of a world as a table would hold them: without what only a platform knows. */
function tableOf(world: World, kind: TaskKind = 'binary'): EncodedLog {
  const bare = ({ utility: _, clickLogit: __, clickProbability: ___, ...log }: WorldLog): Impressions => log;
  const task = { name: 'clicked', kind, mean: 0, deviation: 1 } as const;
  const shape: LogShape = {
    features: world.train.featureCount,
    tasks: [task, null, null, null],
    positions: true,
    devices: true,
    queries: true,
    train: world.train.rows,
    heldOut: world.heldOut.rows,
  };
  const rowOf = { train: new Uint32Array(world.train.rows), heldOut: new Uint32Array(world.heldOut.rows) };
  return { train: bare(world.train), heldOut: bare(world.heldOut), shape, inputs: [], rowOf };
}

describe('what the page sees of a table with positions', () => {
  const world = made();
  const table = tableOf(world);

  it('is what was clicked there, and no truth', () => {
    const { truth, ctr } = viewWorld(table);
    expect(truth).toBeUndefined();
    const { position, labels } = world.train;
    const third = Array.from(position.keys()).filter((row) => position[row] === 3);
    const clicks = third.filter((row) => labels[4 * row] === 1).length;
    expect(ctr.pooled[2]).toMatchObject({ impressions: third.length, clicks, observed: clicks / third.length });
    expect(ctr.pooled[2].relevance).toBeNaN();
    expect(ctr.pooled[2].low).toBeLessThan(clicks / third.length);
  });
});

describe('what the page sees of a world', () => {
  const world = made();
  const view = viewWorld(world);
  const rows = Array.from({ length: 900 }, (_, row) => row);
  const column = (values: ArrayLike<number>, k: number, of: number[]): number[] => of.map((row) => values[4 * row + k]);
  const pairs = (of: (a: number, b: number) => number): number[] =>
    [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].map((b) => of(a, b)));
  const close = (got: number[], wanted: number[]): void => {
    expect(got).toHaveLength(wanted.length);
    got.forEach((value, i) => expect(value).toBeCloseTo(wanted[i], 9));
  };

  it('are the correlations of its tasks: utilities of every row, labels of rows that have all of them', () => {
    const { utility, labels, observed } = world.train;
    close(
      view.truth!.utilityCorrelation,
      pairs((a, b) => sampleCorrelation(column(utility, a, rows), column(utility, b, rows))),
    );
    const complete = rows.filter((row) => observed[4 * row + 1] && observed[4 * row + 2] && observed[4 * row + 3]);
    expect(complete.length).toBeLessThan(900);
    // Of clicked rows only: a constant correlates with nothing.
    const some = pairs((a, b) =>
      a === 0 || b === 0 ? 0 : sampleCorrelation(column(labels, a, complete), column(labels, b, complete)),
    );
    view.truth!.labelCorrelation.forEach((value, i) => {
      if (i % 4 !== 0 && i > 3) expect(value).toBeCloseTo(some[i], 9);
    });
    const { weights } = world.truth;
    close(
      view.truth!.weightCosine,
      pairs((a, b) => {
        let dot = 0;
        for (let i = 0; i < weights[a].length; i++) dot += weights[a][i] * weights[b][i];
        return dot;
      }),
    );
    expect(view.truth!.weightCosine[0]).toBeCloseTo(1, 6);
  });

  it('are the means of its labels, each over the rows where it is known', () => {
    const { labels, observed } = world.train;
    for (let k = 0; k < 4; k++) {
      const known = rows.filter((row) => observed[4 * row + k] !== 0);
      expect(view.labelRows[k]).toBe(known.length);
      expect(view.labelMean[k]).toBeCloseTo(mean(column(labels, k, known)), 9);
    }
    // Labels on clicks only: every click, and no other row.
    expect(view.labelRows[0]).toBe(900);
    expect(view.labelRows[1]).toBe([...labels].filter((label, i) => i % 4 === 0 && label === 1).length);
  });

  it('are the variances of its held-out labels, each over the rows where it is known', () => {
    const { labels, observed } = world.heldOut;
    for (let k = 0; k < 4; k++) {
      const known = Array.from({ length: 90 }, (_, row) => row).filter((row) => observed[4 * row + k] !== 0);
      const values = column(labels, k, known);
      const squares = mean(Array.from(values, (value) => value ** 2));
      expect(view.heldOutVariance[k]).toBeCloseTo(squares - mean(values) ** 2, 9);
    }
  });

  it('are its counts, its devices, and what each of them clicked', () => {
    expect([view.impressions, view.heldOut]).toEqual([900, 90]);
    const share = [0, 1, 2].map((device) => [...world.train.device].filter((d) => d === device).length / 900);
    close(view.deviceShare, share);
    expect(view.ctr).toEqual({
      pooled: ctrByPosition(world),
      phone: ctrByPosition(world, 0),
      desktop: ctrByPosition(world, 1),
      tv: ctrByPosition(world, 2),
    });
    expect(view.truth!.grid).toEqual({
      pooled: relevanceGrid(world),
      phone: relevanceGrid(world, 0),
      desktop: relevanceGrid(world, 1),
      tv: relevanceGrid(world, 2),
    });
    expect(view.truth!.bias).toEqual(world.truth.bias);
  });

  it('is a best additive table only where clicks are not additive and there are positions', () => {
    expect(view.truth!.bestAdditive).toBeNull();
    const examined = made({ clickModel: 'examination' });
    expect(viewWorld(examined).truth!.bestAdditive).toEqual(bestAdditive(examined));
    expect(viewWorld(made({ clickModel: 'examination', logging: 'none' })).truth!.bestAdditive).toBeNull();
  });
});

describe('what the page sees of a model', () => {
  const positions = made();
  const rows = positions.heldOut.rows;
  const replica = (changes: Partial<ReplicaEvaluation> = {}): ReplicaEvaluation => ({
    replica: 0,
    loss: Float64Array.of(0.1, 0.2, 0.3, 0.4),
    utilization: Float64Array.of(0.5, 0.5, 1, 0, 0.5, 0.5, 1, 0),
    entropy: Float64Array.of(0, Math.log(2), Math.log(1.5), 0),
    histogram: Uint32Array.of(1),
    dead: Uint8Array.of(1, 0),
    table: new Float32Array(0),
    finite: true,
    full: { predictions: new Float32Array(4 * rows), gates: new Float32Array(0), parameters: Float32Array.of(9) },
    ...changes,
  });

  it('are its losses, its gates’ effective numbers of experts, and its parameters', () => {
    const view = armView(positions, replica());
    expect(view.loss).toEqual([0.1, 0.2, 0.3, 0.4]);
    [1, 2, 1.5, 1].forEach((number, k) => expect(view.effectivePerExample[k]).toBeCloseTo(number, 12));
    [2, 1, 2, 1].forEach((number, k) => expect(view.effectiveOfMean[k]).toBeCloseTo(number, 12));
    expect([view.parameters, view.dead, view.histogram]).toEqual([
      Float32Array.of(9),
      Uint8Array.of(1, 0),
      Uint32Array.of(1),
    ]);
    // Averages alone.
    const { auc, parameters } = armView(positions, replica({ full: undefined }));
    expect([auc, parameters]).toEqual([[NaN, NaN, NaN, NaN], new Float32Array(0)]);
  });

  it('are areas under the curve of click and like, over labels that were observed', () => {
    // Four rows; the scores 0.1, 0.4, 0.35, 0.8 for the labels 0, 0, 1, 1 have three of four pairs in order.
    const click = [0.1, 0.4, 0.35, 0.8];
    const clicked = [0, 0, 1, 1];
    const like = [0.9, 0.4, 0.3, 0.2];
    const liked = [0, 1, 0, 1];
    const seen = [0, 1, 1, 1];
    const four = <A extends Float32Array | Uint8Array>(array: A, of: (row: number) => number[]): A => {
      for (let row = 0; row < 4; row++) array.set(of(row), 4 * row);
      return array;
    };
    const heldOut = {
      rows: 4,
      labels: four(new Float32Array(16), (row) => [clicked[row], 5, liked[row], 7]),
      observed: four(new Uint8Array(16), (row) => [1, 1, seen[row], 1]),
    };
    const world = { ...positions, heldOut: { ...positions.heldOut, ...heldOut } };
    const predictions = four(new Float32Array(16), (row) => [click[row], 1, like[row], 2]);
    const full = { predictions, gates: new Float32Array(0), parameters: new Float32Array(0) };
    // Of the three likes that were seen: 0.4 and 0.2 against 0.3, one pair of two.
    expect(armView(world, replica({ full })).auc).toEqual([0.75, NaN, 0.5, NaN]);
  });

  it('is no rate of a task that is a number, and no logits', () => {
    const world = made();
    const numbers = tableOf(world, 'regression');
    expect(viewWorld(numbers).ctr.pooled).toEqual([]);
    const learned = replica({ table: Float32Array.from({ length: 30 }, (_, i) => -0.2 * (i % 10)) });
    expect(armView(numbers, learned, ['regression', 'regression', 'binary', 'regression']).bias).toBeUndefined();
    const { bias } = armView(tableOf(world), learned);
    bias!.learned[0].forEach((value, p) => expect(value).toBeCloseTo(0.2 * (4 - p), 6));
    expect(bias!.rmse).toBeNaN();
  });

  it('have an area under the curve for every binary task, whichever they are, and for no regression of zeros and ones', () => {
    const labels = new Float32Array(16);
    // Four rows, of each task: 0, 0, 1, 1, scored as above; the first task is a regression that happens to be 0 and 1.
    for (let k = 0; k < 4; k++) for (let row = 0; row < 4; row++) labels[4 * row + k] = row < 2 ? 0 : 1;
    const heldOut = { ...positions.heldOut, rows: 4, labels, observed: new Uint8Array(16).fill(1) };
    const predictions = Float32Array.from({ length: 16 }, (_, i) => [0.1, 0.4, 0.35, 0.8][i >> 2]);
    const full = { predictions, gates: new Float32Array(0), parameters: new Float32Array(0) };
    const kinds = ['regression', 'binary', 'regression', 'binary'] as const;
    expect(armView({ ...positions, heldOut }, replica({ full }), kinds).auc).toEqual([NaN, 0.75, NaN, 0.75]);
  });

  it('of a table are the learned logits, centred over the places where something was shown on that device', () => {
    const table = Float32Array.from({ length: 30 }, (_, i) => i);
    const device = Uint8Array.of(0, 0, 1);
    const position = Uint8Array.of(1, 3, 2);
    const train = { ...positions.train, rows: 3, device, position };
    const bias = armView({ train, heldOut: positions.heldOut }, replica({ table })).bias!;
    // Row device · 10 + position of the table: 1 and 3 of the first device, 12 of the second, nothing of the third.
    expect(bias.learned[0].slice(0, 4)).toEqual([-1, NaN, 1, NaN]);
    expect(bias.learned[1].slice(0, 3)).toEqual([NaN, 0, NaN]);
    expect(bias.learned[2].every(Number.isNaN)).toBe(true);
    expect([bias.rmse, bias.r, bias.slope, bias.missingError]).toEqual([NaN, NaN, NaN, NaN]);
    expect(
      armView({ train: { ...train, position: new Uint8Array(3) }, heldOut: positions.heldOut }, replica({ table }))
        .bias,
    ).toBeUndefined();
  });

  it('is its table beside the true bias, where it has one and there are positions', () => {
    const table = Float32Array.from({ length: 30 }, (_, i) => -0.2 * (i % 10));
    expect(armView(positions, replica()).bias).toBeUndefined();
    expect(armView(made({ logging: 'none' }), replica({ table })).bias).toBeUndefined();
    const { bias } = armView(positions, replica({ table }));
    const squares = positions.truth.bias.flatMap((curve) => {
      const mean = curve.reduce((sum, value) => sum + value / 9, 0);
      return curve.map((value, p) => (-0.2 * (p + 1) + 1 - (value - mean)) ** 2 / 27);
    });
    expect(bias?.rmse).toBeCloseTo(Math.sqrt(squares.reduce((sum, value) => sum + value, 0)), 6);
    expect(armView(positions, replica({ table })).bias).toEqual(bias);
  });
});

describe('what the page sees', () => {
  it('of an ablation: both models whole, and without each expert in turn', async () => {
    const asked: unknown[] = [];
    const engine = {
      step: 12,
      population: { model: { experts: 3 } },
      evaluate: ({ withoutExpert }: EvaluateOptions) => {
        asked.push(withoutExpert);
        const loss = (arm: number): Float64Array => Float64Array.of(arm, withoutExpert ?? -1);
        return Promise.resolve({ step: 12, replicas: [{ loss: loss(10) }, { loss: loss(20) }] });
      },
    } as unknown as Engine;
    expect(await measureAblation(engine)).toEqual({
      step: 12,
      whole: [
        [10, -1],
        [20, -1],
      ],
      without: [
        [
          [10, 0],
          [10, 1],
          [10, 2],
        ],
        [
          [20, 0],
          [20, 1],
          [20, 2],
        ],
      ],
    });
    expect(asked).toEqual([undefined, 0, 1, 2]);
  });

  it('of a run that has been opened: its world, its size, and six whole queries as examples', async () => {
    const { session, ...rig } = createRig();
    await rig.open(smallRun());
    const [{ opened }] = rig.of('opened');
    const world = createWorld(smallRun().world, smallRun().seeds.data);
    expect(opened.run).toEqual(smallRun());
    expect(opened.samples.rows).toBe(54);
    expect(opened.samples.features).toEqual(world.heldOut.features.slice(0, 54 * 16));
    expect(opened.world.impressions).toBe(900);
    // 16 inputs → 8 shared → 4 experts of 4 → 4 gates of 4, 4 towers of 4, 3 × 10 of the shallow tower.
    expect(opened.parameters).toBe(17 * 8 + 4 * 9 * 4 + 4 * 9 * 4 + 4 * 5 + 30);
    await session.dispose();
  });
});

/** Files out of an open run: what they say is what the page shows of it, and what the model's own file predicts. */
import { afterEach, describe, expect, it } from 'vitest';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { defaultRun, populationOf, type RunSpec } from '../../run/runSpec.ts';
import { encodedLog } from '../../run/testingLog.ts';
import type { EncodedLog } from '../../tabular/types.ts';
import { createWorld } from '../../world/world.ts';
import type { ExportKind, TakenFile } from '../protocol.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { takeOut } from './takeOut.ts';
import { predict, readCsv, readModel } from './testing/readBack.ts';

const base = defaultRun();
const small: RunSpec = {
  ...base,
  world: { ...base.world, impressions: 900, heldOut: 270, labels: 'clicked' },
  model: { ...base.model, experts: 3, expertUnits: 4, sharedUnits: 8 },
  training: { ...base.training, steps: 40, cures: { ...base.training.cures, temperature: 3, annealing: 1 } },
};

let rig: Rig;
afterEach(() => rig.session.dispose());

async function opened(run: RunSpec = small, steps = 10): Promise<void> {
  rig = createRig();
  await rig.open(run);
  await rig.step(steps);
}

async function file(kind: ExportKind, arm = 1): Promise<TakenFile> {
  const taken = await rig.session.takeOut(kind, arm);
  if (!taken) throw new Error('there is no such file');
  return taken;
}

const bytes = async (kind: ExportKind, arm?: number): Promise<Uint8Array> =>
  new Uint8Array((await file(kind, arm)).bytes);

/** A table by the names of its columns; an empty cell is NaN. */
async function table(kind: ExportKind, arm?: number): Promise<Record<string, number[]>> {
  const [header, ...rows] = readCsv(await bytes(kind, arm));
  return Object.fromEntries(
    header.map((name, c) => [name, rows.map((cells) => (cells[c] === '' ? NaN : Number(cells[c])))]),
  );
}

/** Share of the pairs of a positive and a negative in which the positive stands higher; ties count half. */
function aucOf(labels: number[], scores: number[]): number {
  const of = (label: number): number[] => scores.filter((_, i) => labels[i] === label);
  const pairs = of(1).flatMap((high) => of(0).map((low) => (high > low ? 1 : high === low ? 0.5 : 0)));
  return pairs.reduce<number>((sum, won) => sum + won, 0) / pairs.length;
}

const meanOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('predictions', () => {
  it('have the labels of the log, and the loss and AUC that the page shows', async () => {
    await opened();
    const log = createWorld(small.world, small.seeds.data).heldOut;
    for (const arm of [0, 1]) {
      const columns = await table('predictions', arm);
      const shown = rig.frames().at(-1)!.arms[arm];
      expect(columns.row).toEqual(Array.from({ length: log.rows }, (_, i) => i));
      for (const [task, k] of [
        ['click', 0],
        ['like', 2],
      ] as const) {
        const labels = columns[`${task} label`];
        expect(labels).toEqual(
          Array.from({ length: log.rows }, (_, i) => (log.observed[4 * i + k] === 0 ? NaN : log.labels[4 * i + k])),
        );
        const seen = labels.flatMap((label, i) => (Number.isNaN(label) ? [] : [i]));
        const p = columns[`${task} probability`];
        expect(meanOf(seen.map((i) => -Math.log(labels[i] === 1 ? p[i] : 1 - p[i])))).toBeCloseTo(shown.loss[k], 6);
        expect(aucOf(labels, columns[`${task} logit`])).toBeCloseTo(shown.auc[k], 10);
      }
      const rating = columns['rating label [standard deviations]'];
      const seen = rating.flatMap((label, i) => (Number.isNaN(label) ? [] : [i]));
      expect(seen.length).toBeLessThan(log.rows);
      const errors = seen.map((i) => (columns['rating prediction [standard deviations]'][i] - rating[i]) ** 2);
      expect(meanOf(errors)).toBeCloseTo(shown.loss[3], 6);
    }
  });

  it('are what the model’s file makes of the inputs’ file; so are the gate weights', async () => {
    await opened();
    for (const arm of [0, 1]) {
      const model = readModel(await bytes('model', arm));
      const inputs = await table('inputs', arm);
      const names = Object.keys(inputs).slice(4);
      expect(names).toHaveLength(16);
      expect(inputs.position.slice(0, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]);
      const [predictions, gates] = [await table('predictions', arm), await table('gates', arm)];
      for (let i = 0; i < 270; i += 7) {
        const row = {
          device: inputs.device[i],
          position: inputs.position[i],
          inputs: names.map((name) => inputs[name][i]),
        };
        const { outputs, weights } = predict(model, row);
        expect(predictions['click logit'][i]).toBeCloseTo(outputs[0], 5);
        expect(predictions['watchTime output [standard deviations]'][i]).toBeCloseTo(outputs[1], 5);
        expect(predictions['like logit'][i]).toBeCloseTo(outputs[2], 5);
        weights[3].forEach((weight, e) => {
          expect(gates[`rating expert ${String(e + 1)}`][i]).toBeCloseTo(weight, 5);
        });
      }
    }
  });
});

describe('the bias table', () => {
  it('calls the devices of a file as they stand there, one without a name others', async () => {
    const log = encodedLog(900, 450);
    log.shape = { ...log.shape, deviceNames: ['app', 'kiosk'] };
    rig = createRig();
    await rig.session.keepRows('0'.repeat(64), log);
    const own = { hash: '0'.repeat(64), name: 'shop.csv', shape: log.shape };
    await rig.open({ ...small, source: { ...small.source, name: 'own', own } });
    const [, ...rows] = readCsv(await bytes('bias'));
    expect([...new Set(rows.map(([device]) => device))]).toEqual(['app', 'kiosk', 'others']);
  });

  it('is what the page draws, device by device', async () => {
    await opened();
    const [header, ...rows] = readCsv(await bytes('bias'));
    const shown = rig.frames().at(-1)!.arms[1].bias!;
    expect(header[3]).toBe('centred bias [logits]');
    ['phone', 'desktop', 'tv'].forEach((device, d) => {
      const curve = rows.filter((row) => row[0] === device && row[1] !== '0').map((row) => Number(row[3]));
      expect(curve).toHaveLength(9);
      curve.forEach((value, p) => {
        expect(value).toBeCloseTo(shown.learned[d][p], 6);
      });
    });
  });

  it('is not there where the model has none', async () => {
    await opened({ ...small, model: { ...small.model, biasHandling: 'none' } });
    expect(await rig.session.takeOut('bias', 1)).toBeNull();
    expect((await file('gates')).name).toBe('mmoe-lab-B-step-10-gates.csv');
  });
});

describe('the model', () => {
  it('says how it was made, how far it is, and what of its cures acts there', async () => {
    await opened();
    const taken = await file('model', 1);
    expect(taken).toMatchObject({ name: 'mmoe-lab-B-step-10-model.safetensors', type: 'application/octet-stream' });
    const { metadata, serving } = readModel(new Uint8Array(taken.bytes));
    expect(metadata.step).toBe('10');
    expect(JSON.parse(metadata.source)).toEqual({ arm: 1, run: small, timeline: [] });
    // From 3 to 1 over the 40 steps, of which 10 are done.
    expect(serving).toMatchObject({ temperature: 2.5 });
    // Model A has none.
    expect(readModel(await bytes('model', 0)).serving).toMatchObject({ temperature: 1 });
  });
});

it('names of a log out of a table are its columns’, and rows are the table’s', async () => {
  const world = createWorld(small.world, small.seeds.data);
  const engine = await createScalarEngine(populationOf(small), [world]);
  const data: EncodedLog = {
    train: world.train,
    heldOut: world.heldOut,
    shape: {
      features: 16,
      tasks: [
        { name: 'income', kind: 'binary', mean: 0, deviation: 1 },
        { name: 'age', kind: 'regression', mean: 40, deviation: 10, unit: 'years' },
        null,
        null,
      ],
      positions: true,
      devices: true,
      queries: true,
      train: 900,
      heldOut: 270,
    },
    inputs: Array.from({ length: 16 }, (_, i) => ({ column: 'country', kind: 'category', value: String(i) })),
    rowOf: { train: new Uint32Array(900), heldOut: Uint32Array.from({ length: 270 }, (_, i) => 1000 + 3 * i) },
  };
  const run = { engine, course: { run: small, timeline: [] }, data };
  const read = async (kind: ExportKind): Promise<string[][]> =>
    readCsv(new Uint8Array((await takeOut(run, kind, 1))!.bytes));
  const predictions = await read('predictions');
  expect(predictions[0]).toEqual([
    'row',
    'income label',
    'income probability',
    'income logit',
    'age label [years]',
    'age prediction [years]',
    'age output [standard deviations]',
  ]);
  expect(predictions.slice(1, 4).map(([row]) => row)).toEqual(['1000', '1003', '1006']);
  const [, years, deviations] = predictions[5].slice(4).map(Number);
  expect(years).toBeCloseTo(40 + 10 * deviations, 6);
  expect((await read('gates'))[0]).toEqual(
    ['row'].concat(['income', 'age'].flatMap((task) => [1, 2, 3].map((e) => `${task} expert ${String(e)}`))),
  );
  expect((await read('inputs'))[0].slice(4, 6)).toEqual(['country=0', 'country=1']);
  expect((await read('bias'))[1][0]).toBe('0');
  const model = readModel(new Uint8Array((await takeOut(run, 'model', 1))!.bytes));
  expect(model.tasks).toEqual(data.shape.tasks);
  expect(model.inputs).toEqual(data.inputs);
  engine.dispose();
});

it('there is nothing where no run is open, or where it has diverged', async () => {
  rig = createRig();
  expect(await rig.session.takeOut('model', 0)).toBeNull();
  await rig.open({ ...small, training: { ...small.training, optimizer: 'sgd', learningRate: 1e6 } });
  await rig.step(10);
  expect(rig.status()).toBe('diverged');
  for (const kind of ['predictions', 'gates', 'model'] as const) expect(await rig.session.takeOut(kind, 1)).toBeNull();
});

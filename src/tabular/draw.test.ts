import { describe, expect, it } from 'vitest';
import { drawRows } from './draw.ts';
import { encodeTable } from './encode.ts';
import { column, mapping, tableOf } from './testing.ts';

const lines = Array.from({ length: 100 }, (_, i) => [
  i < 60 ? 'train' : 'test',
  String(i),
  String(i % 2),
  String(1 + (i % 9)),
  String(i % 7),
  `d${String(i % 3)}`,
]);
const { log } = encodeTable(
  tableOf([['split', 'x', 'click', 'position', 'query', 'device'], ...lines]),
  mapping([
    column('split', 'split'),
    column('x', 'feature', { kind: 'number' }),
    column('click', 'label', { kind: 'binary' }),
    column('position', 'position'),
    column('query', 'query'),
    column('device', 'device'),
  ]),
);

describe('fresh rows', () => {
  it('are as many as asked for, different ones in their old order, and the same for the same seed', () => {
    const drawn = drawRows(log, { train: 20, heldOut: 10, seed: 5 });
    expect([drawn.train.rows, drawn.heldOut.rows]).toEqual([20, 10]);
    for (const rows of [drawn.rowOf.train, drawn.rowOf.heldOut])
      expect(rows.every((row, i) => i === 0 || row > rows[i - 1])).toBe(true);
    expect(drawRows(log, { train: 20, heldOut: 10, seed: 5 })).toEqual(drawn);
    expect(drawRows(log, { train: 20, heldOut: 10, seed: 6 }).rowOf.train).not.toEqual(drawn.rowOf.train);
  });

  it('carry everything that they had', () => {
    const { train, heldOut, rowOf } = drawRows(log, { train: 20, heldOut: 10, seed: 5 });
    const [x] = log.inputs;
    const scaled = (row: number): number => (x.kind === 'number' ? Math.fround((row - x.mean) / x.deviation) : NaN);
    for (const [part, rows] of [
      [train, rowOf.train],
      [heldOut, rowOf.heldOut],
    ] as const) {
      for (const [i, row] of rows.entries()) {
        expect(part.features[i]).toBe(scaled(row));
        expect([...part.labels.subarray(4 * i, 4 * i + 4)]).toEqual([row % 2, 0, 0, 0]);
        expect([...part.observed.subarray(4 * i, 4 * i + 4)]).toEqual([1, 0, 0, 0]);
        expect(part.position[i]).toBe(1 + (row % 9));
        expect(part.device[i]).toBe(row % 3);
        expect(part.query[i]).toBe((rows === rowOf.train ? row : row - 60) % 7);
      }
    }
  });

  it('keep inputs, scales and shape of the whole log', () => {
    const { inputs, shape } = drawRows(log, { train: 20, heldOut: 10, seed: 5 });
    expect(inputs).toBe(log.inputs);
    expect(shape).toBe(log.shape);
  });

  it('are all of them in the order of the table where no fewer are asked for', () => {
    const { train, heldOut, rowOf } = drawRows(log, { train: 60, heldOut: 1000, seed: 5 });
    expect(train).toBe(log.train);
    expect(heldOut).toBe(log.heldOut);
    expect(rowOf).toEqual(log.rowOf);
  });

  it('of one log do not depend on how many the other has', () => {
    const few = drawRows(log, { train: 20, heldOut: 10, seed: 5 });
    expect(drawRows(log, { train: 20, heldOut: 30, seed: 5 }).rowOf.train).toEqual(few.rowOf.train);
    expect(drawRows(log, { train: 30, heldOut: 10, seed: 5 }).rowOf.heldOut).toEqual(few.rowOf.heldOut);
  });

  it('are drawn evenly: over 2,000 seeds each row a third of the time', () => {
    const times = new Float64Array(60);
    for (let seed = 0; seed < 2000; seed++)
      for (const row of drawRows(log, { train: 20, heldOut: 0, seed }).rowOf.train) times[row]++;
    // Each is binomial, 2,000 × 1/3: five deviations of 21.
    for (const count of times) expect(Math.abs(count - 2000 / 3)).toBeLessThan(105);
  });
});

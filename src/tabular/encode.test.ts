import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeTable, EncodeError } from './encode.ts';
import { applyEncoding } from './features.ts';
import { column, csv, mapping, tableOf } from './testing.ts';
import type { Mapping, Table } from './types.ts';

const SPLIT = column('split', 'split');
const CLICK = column('click', 'label', { kind: 'binary' });
const X = column('x', 'feature', { kind: 'number' });
const COLOR = column('color', 'feature');
const matrix = (flat: Float32Array, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)));

describe('an encoded table', () => {
  const table = csv(`
    split,color,x,click,weeks
    train,red,1,0,10
    test,red,9,1,50
    train,blue,3,1,30
    train,red,,,
    test,teal,?,0,20
    train,red,5,0,20`);
  const columns = [
    SPLIT,
    COLOR,
    { ...X, missing: ['?'] },
    CLICK,
    column('weeks', 'label', { kind: 'regression', unit: 'weeks' }),
  ];
  const { log, facts } = encodeTable(table, mapping(columns));

  it('has the features, worked out by hand', () => {
    // x of the training rows: 1, 3, 5, one missing of four: mean 3, deviation √(8/3). blue is the complement of red.
    const s = Math.sqrt(8 / 3);
    expect(log.inputs.map(({ column, kind }) => [column, kind])).toEqual([
      ['color', 'category'],
      ['x', 'number'],
      ['x', 'missing'],
    ]);
    const float = (rows: number[][]): number[][] => rows.map((row) => row.map(Math.fround));
    expect(matrix(log.train.features, 3)).toEqual(
      float([
        [1, -2 / s, 0],
        [0, 0, 0],
        [1, 0, 1],
        [1, 2 / s, 0],
      ]),
    );
    expect(matrix(log.heldOut.features, 3)).toEqual(
      float([
        [1, 6 / s, 0],
        [0, 0, 1],
      ]),
    );
    expect(log.rowOf).toEqual({ train: Uint32Array.of(0, 2, 3, 5), heldOut: Uint32Array.of(1, 4) });
  });

  it('has the labels in their places, those of a regression in deviations of the training rows, empty ones unobserved', () => {
    // Weeks of the training rows: 10, 30, 20: mean 20, deviation √(200/3).
    const s = Math.sqrt(200 / 3);
    const [, weeks] = log.shape.tasks;
    expect(weeks).toEqual({ name: 'weeks', kind: 'regression', mean: 20, deviation: s, unit: 'weeks' });
    expect(log.shape.tasks).toEqual([{ name: 'click', kind: 'binary', mean: 0, deviation: 1 }, weeks, null, null]);
    expect(matrix(log.train.labels, 4)).toEqual([
      [0, Math.fround(-10 / s), 0, 0],
      [1, Math.fround(10 / s), 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect([...log.train.observed]).toEqual([1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0]);
    expect(matrix(log.heldOut.labels, 4)).toEqual([
      [1, Math.fround(30 / s), 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(facts.labels).toEqual([
      {
        name: 'click',
        positive: '1',
        train: { observed: 3, positives: 1 },
        heldOut: { observed: 2, positives: 1 },
        unreadable: [],
      },
      {
        name: 'weeks',
        positive: null,
        train: { observed: 3, positives: 0 },
        heldOut: { observed: 2, positives: 0 },
        unreadable: [],
      },
      null,
      null,
    ]);
  });

  it('has no positions, devices and queries where no column is taken for them', () => {
    expect(log.shape).toMatchObject({
      features: 3,
      positions: false,
      devices: false,
      queries: false,
      train: 4,
      heldOut: 2,
    });
    expect([...log.train.query]).toEqual([0, 1, 2, 3]);
    expect([...log.train.position, ...log.train.device]).toEqual(new Array(8).fill(0));
  });

  it('can be encoded again from its inputs alone, row for row, and a value never seen is 0', () => {
    expect(applyEncoding(log.inputs, table, log.rowOf.heldOut)).toEqual(log.heldOut.features);
    expect(applyEncoding(log.inputs, table, Uint32Array.of(5, 0))).toEqual(
      Float32Array.of(...log.train.features.subarray(9, 12), ...log.train.features.subarray(0, 3)),
    );
    expect([...applyEncoding(log.inputs, csv('x,color\n3,mauve'))]).toEqual([0, 0, 0]);
    expect(() => applyEncoding(log.inputs, csv('x\n3'))).toThrow('color');
  });
});

describe('labels', () => {
  const labelled = (
    labels: string[],
    label: Partial<typeof CLICK> = {},
  ): { labels: (number | null)[]; positive: string | null } => {
    const rows = [...labels.map((text, i) => ['train', String(i), text]), ['test', '0', labels[0]]];
    const { log, facts } = encodeTable(
      tableOf([['split', 'x', 'click'], ...rows]),
      mapping([SPLIT, X, { ...CLICK, ...label }]),
    );
    return {
      labels: labels.map((_, i) => (log.train.observed[4 * i] ? log.train.labels[4 * i] : null)),
      positive: facts.labels[0]?.positive ?? null,
    };
  };
  it.each([
    [['0', '1', '', '1'], [0, 1, null, 1], '1'],
    [['yes', 'No', 'yes'].map((w) => w.replace('No', 'no')), [1, 0, 1], 'yes'],
    [['True', 'False'], [1, 0], 'True'],
    [['- 50000.', '50000+.'], [0, 1], '50000+.'],
    [['2', '1', '2'], [1, 0, 1], '2'],
    // More than two texts: word by word, else whatever is above the smallest number.
    [['yes', 'true', 'no', 'maybe'], [1, 1, 0, null], null],
    [['2', '7', '5', '2'], [0, 1, 1, 0], null],
  ])('%j are read as %j', (texts, expected, positive) => {
    expect(labelled(texts)).toEqual({ labels: expected, positive });
  });

  it('are above the smallest number of the training rows, whatever is held out', () => {
    const table = csv('split,x,click\ntrain,1,4\ntrain,2,7\ntrain,3,5\ntest,1,3\ntest,2,9');
    const { log } = encodeTable(table, mapping([SPLIT, X, CLICK]));
    expect(matrix(log.train.labels, 4).map(([click]) => click)).toEqual([0, 1, 1]);
    expect(matrix(log.heldOut.labels, 4).map(([click]) => click)).toEqual([0, 1]);
  });

  it('are as the mapping says, which text is the 1 and which stand for none', () => {
    expect(labelled(['a', 'b', 'c', 'NA'], { positive: 'b', missing: ['NA'] }).labels).toEqual([0, 1, 0, null]);
    expect(labelled(['0', '1'], { positive: '0' }).labels).toEqual([1, 0]);
  });

  it('that are no number and no word are unobserved, and named', () => {
    const table = csv('split,x,rating\ntrain,1,4\ntrain,2,good\ntrain,3,2\ntest,1,bad\ntest,4,3');
    const { log, facts } = encodeTable(table, mapping([SPLIT, X, column('rating', 'label', { kind: 'regression' })]));
    expect(facts.labels[3]).toMatchObject({
      unreadable: ['good', 'bad'],
      train: { observed: 2 },
      heldOut: { observed: 1 },
    });
    expect(log.shape.tasks[3]).toMatchObject({ mean: 3, deviation: 1 });
  });

  it('of one value have a deviation of 1: they stay 0', () => {
    const table = csv('split,x,rating\ntrain,1,4\ntrain,2,4\ntest,1,5');
    const { log } = encodeTable(table, mapping([SPLIT, X, column('rating', 'label', { kind: 'regression' })]));
    expect([...log.train.labels]).toEqual(new Array(8).fill(0));
    expect(log.heldOut.labels[3]).toBe(1);
  });

  it('of which one row has any are that one’s: 0, others as far from it as they are', () => {
    const table = csv('split,x,rating\ntrain,1,4\ntrain,2,\ntest,1,6');
    const { log } = encodeTable(table, mapping([SPLIT, X, column('rating', 'label', { kind: 'regression' })]));
    expect(log.shape.tasks[3]).toMatchObject({ mean: 4, deviation: 1 });
    expect([log.train.labels[3], log.heldOut.labels[3]]).toEqual([0, 2]);
  });

  it('and numbers are read with a decimal comma', () => {
    const table = tableOf([
      ['split', 'x', 'rating'],
      ['train', '1,5', '2,5'],
      ['train', '2,5', '3,5'],
      ['test', '4,0', '4,5'],
    ]);
    const comma = { kind: 'regression', decimalComma: true } as const;
    const { log } = encodeTable(
      table,
      mapping([SPLIT, { ...X, decimalComma: true }, column('rating', 'label', comma)]),
    );
    expect(log.inputs[0]).toMatchObject({ mean: 2, deviation: 0.5, decimalComma: true });
    expect([...log.heldOut.features]).toEqual([4]);
    expect([log.shape.tasks[3]?.mean, log.heldOut.labels[3]]).toEqual([3, 3]);
  });
});

describe('the context of rows', () => {
  const table = csv(`
    split,x,click,position,device,query
    train,1,0,1,tv,b
    train,2,1,8,phone,a
    train,3,0,9,phone,b
    train,4,0,10,desk,b
    train,5,0,250,desk,
    train,6,0,0,phone,
    test,1,1,,watch,z
    test,1,0,top,,c
    test,1,0,-1,desk,z
    test,1,0,3,tv,b`);
  const roles = ['position', 'device', 'query'] as const;
  const { log, facts } = encodeTable(table, mapping([SPLIT, X, CLICK, ...roles.map((role) => column(role, role))]));

  it('keeps positions 1 to 8, takes all later ones for 9, and what is none for 0', () => {
    expect([...log.train.position]).toEqual([1, 8, 9, 9, 9, 0]);
    expect([...log.heldOut.position]).toEqual([0, 0, 0, 3]);
    expect(facts.context.positionsGrouped).toBe(2);
  });

  it('has three devices, the most frequent first; others, and none, join the third', () => {
    expect(facts.context).toMatchObject({ devices: ['phone', 'desk', 'tv'], devicesJoined: 2 });
    expect([...log.train.device]).toEqual([2, 0, 0, 1, 1, 0]);
    expect([...log.heldOut.device]).toEqual([2, 2, 1, 2]);
  });

  it('numbers the queries of each log in the order of their first rows; a row without one has its own', () => {
    expect([...log.train.query]).toEqual([0, 1, 0, 0, 2, 3]);
    expect([...log.heldOut.query]).toEqual([0, 1, 0, 2]);
    // The third has no name of its own: others count as it.
    expect(log.shape).toMatchObject({ positions: true, devices: true, deviceNames: ['phone', 'desk'], queries: true });
    expect(log.shape.split).toBe(facts.rule);
  });
});

describe('what is learned from rows', () => {
  const cell = fc.record({
    x: fc.constantFrom('0', '1', '2.5', '-3', '40', ''),
    color: fc.constantFrom('red', 'blue', 'teal', 'pink', ''),
    click: fc.constantFrom('0', '1', ''),
    rating: fc.constantFrom('1', '2', '5', ''),
    device: fc.constantFrom('a', 'b', 'c', 'd'),
  });
  const names = ['split', 'x', 'color', 'click', 'rating', 'device'] as const;
  const asked: Mapping = mapping([
    SPLIT,
    X,
    COLOR,
    CLICK,
    column('rating', 'label', { kind: 'regression' }),
    column('device', 'device'),
  ]);
  const lines = (
    rows: { x: string; color: string; click: string; rating: string; device: string }[],
    split: string,
  ): string[][] => rows.map((row) => [split, row.x, row.color, row.click, row.rating, row.device]);
  const encoded = (table: Table) => {
    try {
      return encodeTable(table, asked);
    } catch (error) {
      if (error instanceof EncodeError) return null;
      throw error;
    }
  };

  it('comes from training rows alone: with other held-out rows everything but these is the same', () => {
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 3, maxLength: 20 }),
        fc.array(cell, { minLength: 1, maxLength: 20 }),
        fc.array(cell, { minLength: 1, maxLength: 20 }),
        (train, some, others) => {
          const before = (held: typeof some) =>
            encoded(tableOf([names, ...lines(held, 'test'), ...lines(train, 'train')]));
          const [a, b] = [before(some), before(others)];
          expect(a === null).toBe(b === null);
          if (!a || !b) return;
          expect(a.log.train).toEqual(b.log.train);
          expect(a.log.inputs).toEqual(b.log.inputs);
          expect(a.log.shape.tasks).toEqual(b.log.shape.tasks);
        },
      ),
    );
  });

  it('gives back the categories: a row’s inputs say its value, or that it is none of them', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 4, maxLength: 30 }), (rows) => {
        const found = encoded(tableOf([names, ...lines(rows, 'train'), ...lines(rows.slice(0, 1), 'test')]));
        if (!found) return;
        const { inputs, train } = found.log;
        for (const [i, { color }] of rows.entries()) {
          const said = inputs.flatMap((input, d) =>
            input.kind === 'category' && train.features[i * inputs.length + d] === 1 ? [input.value] : [],
          );
          const known = inputs.some((input) => input.kind === 'category' && input.value === color);
          expect(said).toEqual(known ? [color] : []);
        }
      }),
    );
  });
});

describe('a table that cannot be encoded', () => {
  it.each([
    ['rows', 'x,click\n1,0'],
    ['labels', 'x\n1\n2\n3'],
    ['labels', 'x,click\n1,a\n2,b\n3,c'],
    ['features', 'x,click\n1,0\n1,1\n1,1'],
    ['features', 'click\n0\n1\n1'],
  ])('says that it has no %s: %j', (problem, text) => {
    let thrown: unknown;
    try {
      encodeTable(csv(text), mapping([X, CLICK]));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(EncodeError);
    expect((thrown as EncodeError).problem).toBe(problem);
  });
});

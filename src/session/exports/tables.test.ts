import { describe, expect, it } from 'vitest';
import type { Input, LogTask } from '../../tabular/types.ts';
import { worldW1 } from '../../world/spec.ts';
import { PLATFORM_TASKS, platformInputs } from './platform.ts';
import { biasCsv, gatesCsv, inputsCsv, predictionsCsv } from './tables.ts';
import { readCsv } from './testing/readBack.ts';

/** Two rows of a log with two tasks, a binary one in place 1 and one in years in place 3. */
const TASKS: readonly (LogTask | null)[] = [
  null,
  { name: 'buys, "or not"', kind: 'binary', mean: 0, deviation: 1 },
  null,
  { name: 'age', kind: 'regression', mean: 40, deviation: 8, unit: 'years' },
];
const numbered = {
  log: {
    rows: 2,
    featureCount: 2,
    features: Float32Array.of(1, -0.25, 0, 0.1),
    device: Uint8Array.of(2, 0),
    position: Uint8Array.of(9, 0),
    query: Uint32Array.of(7, 8),
    labels: Float32Array.of(0, 1, 0, 1.5, 0, 0, 0, -0.125),
    observed: Uint8Array.of(0, 1, 0, 1, 0, 0, 0, 1),
  },
  rowOf: Uint32Array.of(3, 12),
};

describe('predictionsCsv', () => {
  it('has labels where they were observed, probabilities and own units, under the tasks’ own names', () => {
    const predictions = Float32Array.of(9, 0, 9, 0.5, 9, -Math.log(3), 9, -1);
    expect(readCsv(predictionsCsv(numbered, TASKS, predictions))).toEqual([
      [
        'row',
        'buys, "or not" label',
        'buys, "or not" probability',
        'buys, "or not" logit',
        'age label [years]',
        'age prediction [years]',
        'age output [standard deviations]',
      ],
      ['3', '1', '0.5', '0', '52', '44', '0.5'],
      // −ln 3 as a float32 is 2.0e-8 less, and the slope there is 3/16.
      ['12', '', '0.249999996', '-1.0986123', '39', '32', '-1'],
    ]);
  });

  it('numbers the rows of a log that came out of no table', () => {
    const { log } = numbered;
    const rows = readCsv(predictionsCsv({ log }, TASKS, new Float32Array(8)));
    expect(rows.slice(1).map(([row]) => row)).toEqual(['0', '1']);
  });

  it('names the platform’s tasks, whose numbers are standardised', () => {
    const [header, row] = readCsv(predictionsCsv(numbered, PLATFORM_TASKS, Float32Array.of(0, 2, 0, -0.5, 0, 0, 0, 0)));
    expect(header.slice(1, 6)).toEqual([
      'click label',
      'click probability',
      'click logit',
      'watchTime label [standard deviations]',
      'watchTime prediction [standard deviations]',
    ]);
    expect(row.slice(4, 7)).toEqual(['1', '2', '2']);
  });
});

describe('gatesCsv', () => {
  it('has a weight for every task that there is and every expert', () => {
    const gates = Float32Array.from({ length: 16 }, (_, i) => i / 16);
    expect(readCsv(gatesCsv(numbered, TASKS, 2, gates))).toEqual([
      ['row', 'buys, "or not" expert 1', 'buys, "or not" expert 2', 'age expert 1', 'age expert 2'],
      ['3', '0.125', '0.1875', '0.375', '0.4375'],
      ['12', '0.625', '0.6875', '0.875', '0.9375'],
    ]);
  });
});

describe('inputsCsv', () => {
  it('names inputs by how they are made, beside what else the model reads', () => {
    const inputs: Input[] = [
      { column: 'country', kind: 'category', value: 'a,b' },
      { column: 'wage', kind: 'number', log: true, decimalComma: false, missing: [], mean: 1, deviation: 2 },
    ];
    expect(readCsv(inputsCsv(numbered, inputs))).toEqual([
      ['row', 'query', 'device', 'position', 'country=a,b', 'log(1+wage)'],
      ['3', '7', '2', '9', '1', '-0.25'],
      ['12', '8', '0', '0', '0', '0.1'],
    ]);
    const others: Input[] = [
      { column: 'age', kind: 'missing', missing: [], decimalComma: false },
      { column: 'age', kind: 'number', log: false, decimalComma: false, missing: [], mean: 0, deviation: 1 },
    ];
    expect(readCsv(inputsCsv(numbered, others))[0].slice(4)).toEqual(['age missing', 'age']);
  });

  it('names the platform’s inputs: the query’s first', () => {
    const names = platformInputs({ ...worldW1(), queryFeatures: 1, itemFeatures: 2 }).map(({ column }) => column);
    expect(names).toEqual(['query feature 1', 'item feature 1', 'item feature 2']);
  });
});

describe('biasCsv', () => {
  // Device 1: 10 at no position, then 1..9, whose mean is 5; the others are flat.
  const table = Float32Array.from({ length: 30 }, (_, i) => (i === 10 ? 10 : i > 10 && i < 20 ? i - 10 : 2));
  const rows = readCsv(biasCsv(table, ['phone', 'desktop', 'tv']));

  it('has thirty rows, as they stand and centred over the nine positions', () => {
    expect(rows).toHaveLength(31);
    expect(rows[0]).toEqual(['device', 'position', 'bias [logits]', 'centred bias [logits]']);
    expect(rows[1]).toEqual(['phone', '0', '2', '0']);
    expect(rows[11]).toEqual(['desktop', '0', '10', '5']);
    expect(rows[12]).toEqual(['desktop', '1', '1', '-4']);
    expect(rows[20]).toEqual(['desktop', '9', '9', '4']);
    expect(rows[30]).toEqual(['tv', '9', '2', '0']);
  });

  it('numbers devices that have no names', () => {
    expect(readCsv(biasCsv(table))[11][0]).toBe('1');
  });
});

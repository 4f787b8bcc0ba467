import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { WorldView } from '../../session/protocol.ts';
import { biasTable } from './biasTable.ts';
import { CTR } from './testing/pictures.ts';

const t = await wordsOf('en');
const none = CTR.map((point) => ({ ...point, impressions: 0, observed: NaN }));
const world = { ctr: { pooled: CTR, phone: CTR, desktop: none, tv: none } } as unknown as WorldView;

describe('the numbers of the position bias where no truth is known', () => {
  it('are what was observed and learned, of all rows where the log has no devices', () => {
    const bias = {
      learned: [Array.from({ length: 9 }, (_, p) => 0.4 - 0.1 * p)],
      truth: [new Array<number>(9).fill(NaN)],
      rmse: NaN,
      r: NaN,
      slope: NaN,
      missing: [0],
      missingError: NaN,
    };
    const { columns, rows } = biasTable(t, world, bias, { against: 'none', several: false });
    expect(columns.map(({ label }) => label)).toEqual([
      'Device',
      'Position',
      'Impressions',
      'Observed rate',
      '95% from',
      '95% to',
      'Learned, from position 1',
    ]);
    expect(rows).toHaveLength(9);
    expect(rows[0]).toEqual(['all devices', 1, 100, 0.4, 0.36, 0.44, 0]);
    expect(rows[8].at(-1)).toBeCloseTo(-0.8, 10);
  });

  it('have a row for every device where there are several', () => {
    expect(biasTable(t, world, undefined, { against: 'none', several: true }).rows).toHaveLength(36);
  });
});

describe('the numbers of the position bias where the truth is known', () => {
  it('begin at 0 with the truth; the learned one stands beside it with its mean', () => {
    const down = Array.from({ length: 9 }, (_, p) => 4 - p);
    const nothing = new Array<number>(9).fill(0);
    const bias = {
      // By hand: means are 0, so is the learned table; on the phone it stands at the true curve's mean, 4 below its beginning.
      learned: [nothing, nothing, nothing],
      truth: [down, nothing, nothing],
      rmse: 1,
      r: 0,
      slope: 0,
      missing: [0, 0, 0],
      missingError: 0,
    };
    const given = { bias: [down, nothing, nothing] };
    const { columns, rows } = biasTable(t, { ...world, truth: given } as unknown as WorldView, bias, {
      against: 'truth',
      several: true,
    });
    const column = (label: string): number => columns.findIndex((one) => one.label === label);
    const phone = rows.filter(([device]) => device === 'phone');
    expect(phone.map((row) => row[column('True, from position 1')])).toEqual([0, -1, -2, -3, -4, -5, -6, -7, -8]);
    expect(phone.map((row) => row[column('Learned, same mean')])).toEqual(new Array(9).fill(-4));
    const desktop = rows.filter(([device]) => device === 'desktop');
    expect(desktop.map((row) => row[column('Learned, same mean')])).toEqual(nothing);
  });
});

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

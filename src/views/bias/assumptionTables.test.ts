import { describe, expect, it } from 'vitest';
import type { WorldView } from '../../session/protocol.ts';
import { domainOf, tablesOf } from './assumptionTables.ts';

const truth = (bestAdditive: { table: number[][]; error: number } | null, bias: number[][]) =>
  ({ truth: { bias, bestAdditive } }) as unknown as Pick<WorldView, 'truth'>;

describe('what no table can say of clicks', () => {
  it('stands beside the best table with its mean, and that one begins at 0', () => {
    // By hand: the table 3, 2, 1, 0 begins 1.5 above its mean; the examination begins 3 above its own.
    const tables = tablesOf(truth({ table: [[3, 2, 1, 0]], error: 0.02 }, [[0, -2, -4, -6]]));
    expect(tables).toEqual({ best: [[0, -1, -2, -3]], examination: [[1.5, -0.5, -2.5, -4.5]], error: 0.02, by: [1.5] });
    // In halves, with room for a name below.
    expect(domainOf(tables!)).toEqual([-5, 1.5]);
  });
  it('is nothing where a table can say all of it, or no truth is known', () => {
    expect([tablesOf(truth(null, [[0, -1]])), tablesOf({}), tablesOf(undefined)]).toEqual([null, null, null]);
  });
});

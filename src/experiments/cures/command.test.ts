import { describe, expect, it } from 'vitest';
import { knownEngines } from '../../study/testing/knownEngine.ts';
import { cureBase } from './arms.ts';
import { cures, type CureResult } from './command.ts';

const even = new Array<number>(8).fill(1 / 8);
const five = [0.6, 0.2, 0.19, 0.002, 0.002, 0.002, 0.002, 0.002];

/** What the command makes of runs of one step: losses are 2, with Swish 1 and under loss-free balancing 4; the latter alone polarizes nothing. */
async function ran(text: string, options: Record<string, string> = {}) {
  const given = {
    regime: 'adam',
    workers: '',
    cures: text,
    seeds: '2',
    'seed-base': '7',
    steps: '1',
    data: 'synthetic',
    ...options,
  };
  const made = await cures.run(given, {
    open: knownEngines({
      loss: ({ replica: { cures: own } }) =>
        new Array<number>(4).fill(own?.lossFree ? 4 : own?.expertActivation === 'swish' ? 1 : 2),
      utilization: ({ replica: { cures: own } }) => [own?.lossFree ? even : five, even, even, even],
    }),
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  return { ...made, results: (made.results as { cures: CureResult[] }).cures };
}

describe('npm run lab -- cures', () => {
  it('measures none first and once, asked for or not, and each cure against it', async () => {
    const { spec, results, table } = await ran('swish,none,lossFree:0.1');
    expect(spec).toMatchObject({ regime: 'adam', workers: 1, steps: 1, cures: ['none', 'swish', 'lossFree:0.1'] });
    expect(results.map(({ name, strength, runs }) => [name, strength, runs.map(({ seed }) => seed)])).toEqual([
      ['none', null, [7, 8]],
      ['swish', null, [7, 8]],
      ['lossFree', 0.1, [7, 8]],
    ]);
    // Every seed is changed alike: 1 of 2 and 4 of 2, without an interval; both seeds healed by one of them, p = 2 · ¼.
    expect(results.map(({ against: { none } }) => [none.lossRatio, none.mcnemarP])).toEqual([
      [1, 1],
      [expect.closeTo(0.5, 12), 1],
      [expect.closeTo(2, 12), 0.5],
    ]);
    // The front: Swish has the lower loss, loss-free the fewer polarized runs; none has neither.
    expect(table.slice(1).map((row) => [row[0], row.at(-1)])).toEqual([
      ['none', ''],
      ['swish', '*'],
      ['lossFree:0.1', '*'],
    ]);
  });

  it('takes the workers and the strengths that are asked for, else those of the regime', async () => {
    const { spec, results } = await ran('switch,decay+lossFree', { regime: 'async', workers: '8', seeds: '1' });
    expect(spec).toMatchObject({ workers: 8, cures: ['none', 'switch:0.05', 'decay:0.1+lossFree:0.03'] });
    expect(results[2]).toMatchObject({ name: 'decay:0.1+lossFree:0.03', strength: null });
  });

  it('trains on the rows of the sample where it is told to, by the same regime', async () => {
    const { spec } = await ran('swish', { seeds: '1' });
    expect(spec).toMatchObject({ data: 'synthetic', base: { source: { name: 'synthetic' } } });
    // The sample is fetched by a page; what is asked for it is told without it.
    const [onRows, onPlatform] = [cureBase('adam', { data: 'census' }), cureBase('adam')];
    expect(onRows).toMatchObject({
      source: { name: 'census', inputs: 64, columns: 'all' },
      world: { impressions: 4000, heldOut: 5000 },
    });
    expect(onRows.training).toEqual(onPlatform.training);
  });

  it('refuses what cannot be tried, with the reason', async () => {
    await expect(ran('sigmoid+switch')).rejects.toThrow('the Switch loss counts the largest softmax weight');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { storedLoop as toStored } from '../../../scripts/store-loop.mjs';
import { createSimdEngine } from '../../engine/simd/engine.ts';
import { meanInterval } from '../../metrics/intervals.ts';
import { TREATMENTS, type Treatment } from '../position-bias/treatments.ts';
import { loop, type LoopResults } from './command.ts';
import { runLoop, type LoopRun } from './loop.ts';
import { LOOP_STARTS, type LoopSpec } from './spec.ts';
import { loopFrom, storedLoop, type StoredLoop } from './stored.ts';
import { summariseLoop } from './summary.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => 9001 + i);
const mean = (runs: readonly LoopRun[], treatment: Treatment, round: number, of: (run: LoopRun) => number) =>
  meanInterval(runs.filter((run) => run.treatment === treatment && run.round === round).map(of));

describe('stored loops', () => {
  it('are read as they were written, with what made them', async () => {
    const given = { seeds: '1', 'seed-base': '3', impressions: '450', steps: '20', rounds: '2', start: 'plain' };
    const fallbacks = Object.fromEntries(Object.entries(loop.options).map(([name, { fallback }]) => [name, fallback]));
    const { spec, results, table } = await loop.run(
      { ...fallbacks, ...given, treatments: 'shallow-tower,none' },
      { open: createSimdEngine },
    );
    const report = { experiment: 'loop', spec, engine: { name: 'simd', backend: 'wasm', adapter: '' }, results };
    const file = toStored(JSON.parse(JSON.stringify(report)), { commit: 'abc', date: '2026-01-01' });
    const known = loopFrom(JSON.parse(JSON.stringify(file)) as StoredLoop);
    const { runs, arms } = results as LoopResults;
    expect(known.runs).toHaveLength(4);
    known.runs.forEach((run, i) => {
      for (const [name, value] of Object.entries(run)) {
        const there = runs[i][name as keyof LoopRun];
        if (typeof value === 'number' && Number.isFinite(value)) expect(there, name).toBeCloseTo(value, 3);
        else if (Array.isArray(value))
          (value.flat() as number[]).forEach((v, j) => expect((there as number[][]).flat()[j]).toBeCloseTo(v, 3));
        else expect(there, name).toEqual(value);
      }
    });
    expect(known.made).toEqual({
      ...{ commit: 'abc', date: '2026-01-01', engine: 'simd', backend: 'wasm', adapter: '' },
      command:
        'npm run lab -- loop --start plain --boost 0 --randomness 0.2 --rounds 2 --impressions 450 --steps 20 --warm no --treatments none,shallow-tower --seeds 1 --seed-base 3 --backend wasm',
    });
    expect(() => toStored({ experiment: 'compare' }, { commit: '', date: '' })).toThrow('compare');
    // The command's own table, and its means: one seed has no interval.
    expect(table.map(([treatment, round]) => `${treatment} ${round}`)).toEqual([
      ...['treatment round', 'none 1', 'none 2', 'shallow-tower 1', 'shallow-tower 2'],
    ]);
    expect(table[1][7]).toBe('–');
    // Correlations, lifts and concentration with two digits, errors of the bias with three.
    const digits = table[3].slice(2, 8).map((text) => text.split('.')[1].length);
    expect([table[3][0], digits]).toEqual(['shallow-tower', [2, 2, 2, 2, 2, 3]]);
    expect(table.flat().join(' ')).not.toMatch(/NaN|undefined|\[/);
    expect(arms.map(({ treatment, round, measures }) => [treatment, round, measures.lift.mean])).toEqual([
      ['none', 1, 0],
      ['none', 2, 0],
      ['shallow-tower', 1, runs.find((run) => run.treatment === 'shallow-tower' && run.round === 1)!.lift],
      ['shallow-tower', 2, runs.find((run) => run.treatment === 'shallow-tower' && run.round === 2)!.lift],
    ]);
  });

  it.each(LOOP_STARTS)(
    'the shipped one of start %s has every treatment on every seed after every round',
    async (start) => {
      const { spec, runs, made } = await storedLoop(start);
      expect(spec).toEqual({
        start,
        boost: start === 'boost' ? 0.7 : 0,
        ...{ randomness: 0.2, rounds: 5, impressions: 9000, steps: 600, warm: false },
        ...{ treatments: TREATMENTS, seeds: 20, seedBase: 9001 },
      } satisfies LoopSpec);
      expect(made.command).toContain(`loop --start ${start}`);
      for (const treatment of TREATMENTS)
        for (let round = 1; round <= 5; round++) {
          const own = runs.filter((run) => run.treatment === treatment && run.round === round);
          expect(own.map(({ seed }) => seed)).toEqual(SEEDS);
          for (const run of own) {
            expect(run.exposure.reduce((a, b) => a + b)).toBeCloseTo(1, 2);
            expect(run.learnedBias !== null).toBe(treatment === 'shallow-tower' || treatment === 'input-feature');
            expect(run.diverged).toBe(false);
          }
        }
    },
  );

  it('the shipped one is what the code gives: a seed sent round again', async () => {
    const { spec, runs } = await storedLoop('boost');
    const treatments = ['none', 'shallow-tower'] as const;
    const again = await runLoop({ ...spec, treatments, seeds: 1, rounds: 2 }, { open: createSimdEngine });
    expect(again).toHaveLength(4);
    for (const fresh of again) {
      const stored = runs.find(
        ({ seed, treatment, round }) => seed === 9001 && treatment === fresh.treatment && round === fresh.round,
      )!;
      for (const name of ['scoreBoostCorrelation', 'lift', 'servedLift', 'exposureGini', 'clicks'] as const)
        expect(fresh[name], name).toBeCloseTo(stored[name], 2);
    }
  }, 60_000);
});

describe('what came out', () => {
  it('a standing boost: no treatment has learned it after five rounds, the shallow tower has not', async () => {
    const { runs } = await storedLoop('boost');
    const correlation = (treatment: Treatment, round: number) =>
      mean(runs, treatment, round, (run) => run.scoreBoostCorrelation);
    expect(correlation('none', 1).mean).toBeLessThan(0.05);
    expect(correlation('none', 5).mean).toBeGreaterThan(0.25);
    expect(correlation('shallow-tower', 5).high).toBeLessThan(0.1);
    // First no treatment is better, as the first log is aligned; then it is worse for good.
    const lift = (round: number) => mean(runs, 'shallow-tower', round, (run) => run.lift);
    expect(lift(1).high).toBeLessThan(0);
    for (const round of [2, 3, 4, 5]) expect(lift(round).low).toBeGreaterThan(0);
  });

  it('a plain loop heals: after five rounds no treatment has no disadvantage of half a percent', async () => {
    const { runs } = await storedLoop('plain');
    expect(mean(runs, 'shallow-tower', 1, (run) => run.lift).low).toBeGreaterThan(0.5);
    for (const treatment of TREATMENTS)
      expect(mean(runs, treatment, 5, (run) => run.lift).high, treatment).toBeLessThan(0.5);
    expect(mean(runs, 'none', 5, (run) => run.scoreBoostCorrelation).mean).toBeLessThan(0.05);
  });
});

describe('docs/loop.md', () => {
  const page = readFileSync(new URL('../../../docs/loop.md', import.meta.url), 'utf8');
  const words = (x: number, digits: number): string => x.toFixed(digits).replace('-', '−');

  it.each(LOOP_STARTS)('tells of the start %s what is stored', async (start) => {
    const { runs } = await storedLoop(start);
    const rows = summariseLoop(runs).map(({ treatment, round, measures }) => {
      const cell = (name: keyof typeof measures, digits: number): string => {
        const { n, mean: middle, low, high } = measures[name];
        return n === 0 ? '–' : `${words(middle, digits)} [${words(low, digits)}, ${words(high, digits)}]`;
      };
      const cells = [
        ...[cell('scoreBoostCorrelation', 2), cell('scoreTruthCorrelation', 2), cell('lift', 2), cell('servedLift', 2)],
        ...[cell('exposureGini', 2), cell('biasRmse', 3)],
      ];
      return `| \`${treatment}\` | ${String(round)} | ${cells.join(' | ')} |`;
    });
    const section = page.split(/^## /m).find((text) => text.includes(`--start ${start}`))!;
    expect(section.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
  });
});

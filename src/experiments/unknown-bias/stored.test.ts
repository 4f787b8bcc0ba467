import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { storedSearch as toStore } from '../../../scripts/store-unknown-bias.mjs';
import { createSimdEngine } from '../../engine/simd/engine.ts';
import type { Rate } from '../../metrics/intervals.ts';
import { CONTEXT_COLUMNS, type ContextColumn } from '../../world/context.ts';
import { addedBy, ratesOf } from './rates.ts';
import { runSearch } from './search.ts';
import { CULPRITS, searchRun } from './spec.ts';
import { suspectOf } from './suspect.ts';
import { searchFrom, STORED_SETTINGS, storedSearch, type KnownSearch, type StoredSearch } from './stored.ts';

const known = new Map<string, KnownSearch>();
for (const setting of STORED_SETTINGS) known.set(setting, await storedSearch(setting));
const of = (setting: string): KnownSearch => known.get(setting)!;

describe('the stored searches', () => {
  it('are of forty fresh worlds of every culprit, each setting in its own file', () => {
    const settings = STORED_SETTINGS.map((setting) => of(setting).spec);
    expect(settings.map(({ strength, sines, starts }) => [strength, sines, starts])).toEqual([
      [1, 1, 1],
      [0.5, 1, 1],
      [0.25, 1, 1],
      [1, 3, 1],
      [1, 3, 3],
    ]);
    for (const setting of STORED_SETTINGS) {
      const { worlds, made, spec } = of(setting);
      expect([spec.seeds, spec.seedBase, spec.steps, made.backend]).toEqual([40, 9001, 1000, 'wasm']);
      for (const culprit of CULPRITS)
        expect(worlds.filter((world) => world.culprit === culprit).map(({ seed }) => seed)).toEqual(
          Array.from({ length: 40 }, (_, i) => 9001 + i),
        );
    }
  });

  it('meet the targets: the culprit first in at least 90% at the default strength, a false alarm in at most 10%', () => {
    const { worlds } = of('full');
    for (const culprit of CONTEXT_COLUMNS) expect(ratesOf(worlds, culprit).first!.k).toBeGreaterThanOrEqual(36);
    expect(ratesOf(worlds, null).falseAlarm.k).toBeLessThanOrEqual(4);
  });

  it('call what the rule calls, but for gains at its very limit', () => {
    const worlds = STORED_SETTINGS.flatMap((setting) => of(setting).worlds);
    expect(worlds).toHaveLength(1200);
    expect(worlds.filter(({ columns, flagged }) => suspectOf(columns) !== flagged).length).toBeLessThan(3);
  });

  it('come out of what the command writes with nothing but digits lost', async () => {
    const base = searchRun({ strength: 1, sines: 1, steps: 3 });
    const small = { ...base, world: { ...base.world, impressions: 90, heldOut: 90 } };
    const runs = await runSearch(
      { base: small, culprit: 'network', seeds: 1, seedBase: 4, starts: 2 },
      { open: createSimdEngine },
    );
    const report = {
      experiment: 'unknown-bias',
      engine: { name: 'simd', backend: 'wasm', adapter: '' },
      spec: { strength: 1, sines: 1, steps: 3, starts: 2, seeds: 1, 'seed-base': 4 },
      results: { runs },
    };
    const file = JSON.parse(JSON.stringify(toStore([report], { commit: 'abc', date: '2026-01-01' }))) as StoredSearch;
    const { worlds, made } = searchFrom(file);
    expect(made.command).toBe(
      'npm run lab -- unknown-bias --culprit network --strength 1 --sines 1 --seeds 1 --seed-base 4 --steps 3 --starts 2 --backend wasm',
    );
    const [back] = worlds;
    const [run] = runs;
    expect([back.seed, back.culprit, back.flagged]).toEqual([run.seed, run.culprit, run.flagged]);
    expect(back.device.mean).toBeCloseTo(run.device.mean, 5);
    run.columns.forEach(({ column, gain, beyond }, i) => {
      expect(back.columns[i].column).toBe(column);
      for (const key of ['mean', 'error'] as const) {
        expect(back.columns[i].gain[key]).toBeCloseTo(gain[key], 5);
        expect(back.columns[i].beyond[key]).toBeCloseTo(beyond[key], 5);
      }
      expect(back.columns[i].beyond.degrees).toBeCloseTo(beyond.degrees, 1);
    });
    const best = CONTEXT_COLUMNS.indexOf(run.ranked[0]);
    expect(run.columns[best].gain.mean).toBeCloseTo(back.gains[0], 5);
    if (back.ranked[0] === run.ranked[0]) {
      run.truth.flat().forEach((value, i) => {
        expect(back.truth.flat()[i]).toBeCloseTo(value, 9);
      });
      run.learned.flat().forEach((value, i) => {
        expect(back.learned.flat()[i]).toBeCloseTo(value, 2);
      });
    }
    expect(() => toStore([{ ...report, experiment: 'loop' }], { commit: '', date: '' })).toThrow(/unknown-bias/);
  });
});

describe('docs/unknown-bias.md', () => {
  const page = readFileSync(new URL('../../../docs/unknown-bias.md', import.meta.url), 'utf8');
  const minus = (text: string): string => text.replace(/^-|(?<=\[| )-/g, '−');
  const counted = (rate: Rate | null): string =>
    rate
      ? `${String(rate.k)} of ${String(rate.n)} [${(100 * rate.low).toFixed(0)}, ${(100 * rate.high).toFixed(0)}]`
      : '–';
  const name = (culprit: ContextColumn | null): string => (culprit === null ? 'none' : `\`${culprit}\``);

  it('has every rate of the stored searches', () => {
    const sections = page.split(/^## /m);
    const titles = {
      full: 'Strength 1',
      half: 'Strength 0.5',
      quarter: 'Strength 0.25',
      sines: 'Three sines',
      starts: 'Three sines, three starts',
    };
    for (const setting of STORED_SETTINGS) {
      const section = sections.find((one) => one.startsWith(`${titles[setting]}\n`));
      for (const culprit of CULPRITS) {
        const { first, hit, falseAlarm } = ratesOf(of(setting).worlds, culprit);
        const line = `| ${name(culprit)} | ${counted(first)} | ${counted(hit)} | ${counted(falseAlarm)} |`;
        expect(section, `${setting}: ${line}`).toContain(line);
      }
    }
  });

  it('has what every column adds, by culprit', () => {
    for (const setting of ['full', 'sines'] as const) {
      for (const culprit of CULPRITS) {
        const worlds = of(setting).worlds.filter((world) => world.culprit === culprit);
        const cells = CONTEXT_COLUMNS.map((column) => {
          const { mean, low, high } = addedBy(worlds, column);
          const [m, l, h] = [mean, low, high].map((value) => (1e4 * value).toFixed(1));
          return minus(`${m} [${l}, ${h}]`);
        });
        const line = `| ${name(culprit)} | ${cells.join(' | ')} |`;
        expect(page, `${setting}: ${line}`).toContain(line);
      }
    }
  });
});

import { describe, expect, it } from 'vitest';
import { cureVariants } from '../testing/cureVariants.ts';
import { variants } from '../testing/populations.ts';
import { planOf } from './plan.ts';
import { TILE_KIND, tilesOf } from './tiles.ts';
import type { Tuning } from './tuning.ts';

const TUNING: Tuning = {
  examples: 1,
  evaluationExamples: 1,
  trainWorkgroup: 4,
  workgroup: 4,
  tileRows: 2,
  tileColumns: 2,
  shareLoads: false,
  unroll: 0,
  rolled: false,
};
const plans = [...variants(), ...cureVariants()].map(({ name, population }) => ({
  name,
  plan: planOf(population.model, population.replicas),
}));

describe.each(plans)('$name', ({ plan }) => {
  it('every number of the flat vector has a place of its own', () => {
    const places = Array.from(plan.place).filter((place) => place >= 0);
    const count = plan.layout.list.reduce((sum, { size }) => sum + size, 0);
    expect(places).toHaveLength(count);
    expect(new Set(places).size).toBe(count);
    expect(Math.max(...places)).toBeLessThan(4 * plan.length);
  });

  it.each<Partial<Tuning>>([
    {},
    { tileRows: 4, shareLoads: true },
    { tileRows: 1 },
    { tileRows: 0, tileColumns: 1 },
    { workgroup: 32 },
  ])('every quad is in one tile: %o', (choice) => {
    const tuning = { ...TUNING, ...choice };
    const tiles = tilesOf(plan, tuning);
    expect(tiles.length % tuning.workgroup).toBe(0);
    const seen = new Uint8Array(plan.length);
    tiles.forEach((tile, i) => {
      // The lanes of a workgroup do the same thing, or nothing.
      const first = tiles[i - (i % tuning.workgroup)];
      expect([TILE_KIND.none, first.kind]).toContain(tile.kind);
      const rows = tile.kind === TILE_KIND.dense ? 4 * tile.rows : tile.rows;
      for (let row = 0; row < rows; row++)
        for (let c = 0; c < tile.columns; c++) seen[tile.parameters + row * tile.stride + c]++;
      if (tile.bias >= 0) for (let c = 0; c < tile.columns; c++) seen[tile.bias + c]++;
    });
    // What fills the vector up to fours of quads is nobody's.
    expect(new Set(seen.subarray(0, plan.used))).toEqual(new Set([1]));
    expect(seen.subarray(plan.used).every((count) => count === 0)).toBe(true);
    expect(plan.length - plan.used).toBeLessThan(4);
  });
});

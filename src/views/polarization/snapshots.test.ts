import { describe, expect, it } from 'vitest';
import { toSvg } from '../charts/testing/svg.ts';
import { raceMarks } from './raceMarks.ts';
import { sweepMarks, SWEEP_HEIGHT } from './sweepMarks.ts';
import { ENTRIES, SWEEP } from './testing.ts';

/** As src/views/charts/snapshots.test.ts, for this chapter. */
const PICTURES = {
  race: toSvg(raceMarks(ENTRIES, { columns: 3, rows: 2, width: 60, height: 37 }, { experts: 4, gates: 4 }), {
    width: 180,
    height: 74,
  }),
  'race-one-gate': toSvg(raceMarks(ENTRIES, { columns: 3, rows: 2, width: 60, height: 37 }, { experts: 4, gates: 1 }), {
    width: 180,
    height: 74,
  }),
  sweep: toSvg(sweepMarks(500, SWEEP), { width: 500, height: SWEEP_HEIGHT }),
  'sweep-narrow': toSvg(sweepMarks(320, SWEEP), { width: 320, height: SWEEP_HEIGHT }),
};

describe('the picture of', () => {
  it.each(Object.entries(PICTURES))('%s is as it was', async (name, svg) => {
    await expect(svg).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });
});

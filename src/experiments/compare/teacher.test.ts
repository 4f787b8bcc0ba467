import { describe, expect, it } from 'vitest';
import type { EngineData } from '../../engine/types.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { knownEngines } from '../../study/testing/knownEngine.ts';
import { runCompress, TEACHERS, type CompressSpec } from './compress.ts';
import { compareRun } from './spec.ts';

const full = compareRun({ cosine: 0, sines: 1, steps: 2 });
const base = { ...full, world: { ...full.world, impressions: 30, heldOut: 20 } };
const spec: CompressSpec = {
  base,
  seeds: 1,
  seedBase: 4,
  teacher: 'spread',
  keep: [],
  tuneSteps: 1,
  students: ['shared-bottom'],
  sizes: ['small'],
};

describe('a teacher', () => {
  it('polarizes by large gates that learn fast; its students learn as usual', async () => {
    const [spread, polarized] = await Promise.all(
      TEACHERS.map(async (teacher) => {
        const opened: PopulationSpec[] = [];
        const open = knownEngines({}, (population) => opened.push(population));
        await runCompress({ ...spec, teacher }, { open });
        const student = opened.find(({ model }) => model.kind === 'shared-bottom')!;
        return [opened[0], student].map(({ replicas: [{ gateInitScale, gateRate }] }) => [gateInitScale, gateRate]);
      }),
    );
    expect(spread).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(polarized).toEqual([
      [4, 3],
      [1, 1],
    ]);
  });

  it('answers the rows of the training log, in their order, and is measured on none of them', async () => {
    const logs: EngineData[] = [];
    const measured = 20 + 100 * base.world.candidates;
    await runCompress(spec, {
      open: knownEngines({ output: (_, row, task) => (task === 3 ? row : 0) }, ({ model }, data) => {
        if (model.kind === 'shared-bottom') logs.push(...data);
        else expect(data[0].heldOut.observed.subarray(4 * 20).every((seen) => seen === 0)).toBe(true);
      }),
    });
    const { labels, rows } = logs[0].train;
    expect(rows).toBe(30);
    expect(Array.from({ length: rows }, (_, row) => labels[4 * row + 3])).toEqual(
      Array.from({ length: rows }, (_, row) => measured + row),
    );
    // A student is measured as every model is: on the held-out log and fresh queries.
    expect(logs[0].heldOut.rows).toBe(measured);
  });
});

/** Studies on rows of a table with fewer tasks than there is room for. */
import { expect, it } from 'vitest';
import { createScalarEngine } from '../engine/scalar/engine.ts';
import { createTables } from '../run/dataOf.ts';
import { regimeRun } from '../run/regimes.ts';
import { encodedLog } from '../run/testingLog.ts';
import { runStudy } from './study.ts';
import type { EncodedLog } from '../tabular/types.ts';
import type { Impressions } from '../world/types.ts';
import type { StudySpec } from './spec.ts';
import { summarize } from './summary.ts';
import { rememberWorlds, trainStudy, type OpenEngines } from './train.ts';

/** What trains on the rows of a log as on somebody's own file, and a small study of it. */
function studyOf(log: EncodedLog): { open: OpenEngines; study: StudySpec } {
  const tables = createTables(() => Promise.reject(new Error('not asked for')));
  tables.keep('a', log);
  const own = { hash: 'a', name: 'a.csv', shape: log.shape };
  const base = regimeRun('adam', { name: 'own', inputs: 64, columns: 'all', own });
  const training = { ...base.training, steps: 2, batch: 8 };
  return {
    open: Object.assign(createScalarEngine.bind(null), { tables }),
    study: { base: { ...base, training }, arms: [{ label: 'one', changes: {} }], seeds: 2, seedBase: 1 },
  };
}

/** Every label of the tasks that are listed is known, none of the others. */
function observe({ observed }: Impressions, tasks: readonly number[]): void {
  for (let i = 0; i < observed.length; i++) observed[i] = tasks.includes(i % 4) ? 1 : 0;
}

// The third of the log's four places is empty.
it.each([
  ['has', [0, 1, 3]],
  ['has held-out labels of', [0, 3]],
])('says of every run which tasks it %s; nothing is known of the others', async (_, measured) => {
  const log = encodedLog(60, 30);
  observe(log.train, [0, 1, 3]);
  observe(log.heldOut, measured);
  const { open, study } = studyOf(log);
  const runs = (await runStudy(study, { open })).map(summarize);
  expect(runs.map((run) => run.present)).toEqual([measured, measured]);
  for (const { heldOut } of runs)
    expect(heldOut.map(Number.isFinite)).toEqual([0, 1, 2, 3].map((k) => measured.includes(k)));
});

it('refuses to give a table’s rows for a platform', async () => {
  const { open, study } = studyOf(encodedLog(60, 30));
  const asked = trainStudy(study, { open, dataOf: ({ world }) => world, measure: () => Promise.resolve() });
  await expect(asked).rejects.toThrow(RangeError);
});

it('never takes the rows of a table for those of a platform of the same settings', async () => {
  const log = encodedLog(60, 30);
  const tables = createTables(() => Promise.reject(new Error('not asked for')));
  tables.keep('a', log);
  const worldOf = rememberWorlds({ open: Object.assign(createScalarEngine.bind(null), { tables }) });
  const platform = regimeRun('adam');
  const own = { hash: 'a', name: 'a.csv', shape: log.shape };
  const table = { ...platform, source: { ...platform.source, name: 'own' as const, own } };
  expect((await worldOf(platform)).train.rows).toBe(platform.world.impressions);
  expect((await worldOf(table)).train.rows).toBe(60);
});

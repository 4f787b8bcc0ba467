/** Studies on rows of a table with fewer tasks than there is room for. */
import { expect, it } from 'vitest';
import { createScalarEngine } from '../engine/scalar/engine.ts';
import { createTables } from '../run/dataOf.ts';
import { regimeRun } from '../run/regimes.ts';
import { encodedLog } from '../run/testingLog.ts';
import { runStudy } from './study.ts';
import { summarize } from './summary.ts';
import { rememberWorlds, type OpenEngines } from './train.ts';

it('says of every run which tasks it has; nothing is known of the others', async () => {
  const log = encodedLog(60, 30);
  // The third of its four places is empty; of the others all labels are known.
  const present = [0, 1, 3];
  for (const { observed } of [log.train, log.heldOut])
    for (let i = 0; i < observed.length; i++) observed[i] = present.includes(i % 4) ? 1 : 0;
  const tables = createTables(() => Promise.reject(new Error('not asked for')));
  tables.keep('a', log);
  const base = regimeRun('adam', {
    name: 'own',
    inputs: 64,
    columns: 'all',
    own: { hash: 'a', name: 'a.csv', shape: log.shape },
  });
  const open: OpenEngines = Object.assign(createScalarEngine.bind(null), { tables });
  const study = {
    base: { ...base, training: { ...base.training, steps: 2, batch: 8 } },
    arms: [{ label: 'one', changes: {} }],
    seeds: 2,
    seedBase: 1,
  };
  const runs = (await runStudy(study, { open })).map(summarize);
  expect(runs.map((run) => run.present)).toEqual([present, present]);
  for (const { heldOut } of runs) expect(heldOut.map(Number.isFinite)).toEqual([true, true, false, true]);
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

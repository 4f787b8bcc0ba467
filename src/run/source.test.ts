import { describe, expect, it } from 'vitest';
import type { LogTask } from '../tabular/types.ts';
import { defaultRun } from './runSpec.ts';
import { featuresOf, kindsOfRun, onPlatform, presentTasks, shapeOf, tasksOf, type SourceSpec } from './source.ts';
import { encodedLog } from './testingLog.ts';

describe('a run on the synthetic platform', () => {
  it('is the same run with the platform in the place of its table', () => {
    const run = defaultRun();
    expect(onPlatform(run)).toBe(run);
    const census = { ...run, source: { name: 'census', inputs: 32, columns: 'noFamily' } as const };
    expect(onPlatform(census)).toEqual(run);
  });
});

describe('a run on an own table without its third task', () => {
  const { shape } = encodedLog();
  const sourceWith = (tasks: (LogTask | null)[]): SourceSpec => ({
    name: 'own',
    inputs: 64,
    columns: 'all',
    own: { hash: 'a', name: 'a.csv', shape: { ...shape, tasks } },
  });
  const run = { ...defaultRun(), source: sourceWith([...shape.tasks]) };

  it('has its three tasks at their places, and the inputs of its table', () => {
    expect(tasksOf(run).map(({ task, index, kind, group }) => [task, index, kind, group])).toEqual([
      ['click', 0, 'binary', 0],
      ['watchTime', 1, 'regression', 0],
      ['rating', 3, 'regression', 1],
    ]);
    expect(tasksOf(run)[1].log).toBe(shape.tasks[1]);
    expect(presentTasks(run)).toEqual([1, 1, 0, 1]);
    expect(featuresOf(run)).toBe(3);
  });

  it('says of what kinds they are only where they are not those of the platform', () => {
    expect(kindsOfRun(run)).toBeUndefined();
    const [click, age, , weeks] = shape.tasks;
    const other = { source: sourceWith([age, null, click, weeks]) };
    expect(kindsOfRun(other)).toEqual(['regression', 'regression', 'binary', 'regression']);
  });

  it('has nothing of a table where the impressions are the platform’s, though a table is kept beside it', () => {
    const platform = { ...run, source: { ...run.source, name: 'synthetic' as const } };
    expect(shapeOf(platform)).toBeNull();
    expect(presentTasks(platform)).toEqual([1, 1, 1, 1]);
    expect(featuresOf(platform)).toBe(run.world.queryFeatures + run.world.itemFeatures);
  });
});

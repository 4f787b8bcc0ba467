import { expect, it } from 'vitest';
import { regimeRun } from '../run/regimes.ts';
import { encodedLog } from '../run/testingLog.ts';
import { portionOf } from './portion.ts';
import type { StudySpec } from './spec.ts';

const start = regimeRun('async');
/** A study of so many arms; a row of its logs is 4 + 4 features and 8 numbers more, 64 bytes. */
function study(impressions: number, arms: Record<string, number>[]): StudySpec {
  const world = { ...start.world, queryFeatures: 4, itemFeatures: 4, impressions };
  return {
    base: { ...start, world },
    arms: arms.map((changes, i) => ({ label: String(i), changes })),
    seeds: 1000,
    seedBase: 1,
  };
}
const dropouts = (count: number) => Array.from({ length: count }, (_, i) => ({ 'run.training.gateDropout': i / 1000 }));

it('is as many seeds as have their logs in 120 MiB, at least one', () => {
  // 120 MiB are 1,966,080 rows of 64 bytes: three seeds of 655,360.
  expect(portionOf(study(655_360, dropouts(1)))).toBe(3);
  expect(portionOf(study(655_361, dropouts(1)))).toBe(2);
  expect(portionOf(study(1_966_080, dropouts(1)))).toBe(1);
  expect(portionOf(study(1_966_081, dropouts(1)))).toBe(1);
});

it('counts the inputs of a table as many as it has, whatever the platform would have', () => {
  const own = { hash: 'a', name: 'a.csv', shape: { ...encodedLog().shape, features: 24 } };
  const onTable = (impressions: number): StudySpec => {
    const { base, ...rest } = study(impressions, dropouts(1));
    return { ...rest, base: { ...base, source: { ...base.source, name: 'own', own } } };
  };
  // A row is 24 inputs and 8 numbers more: 128 bytes.
  expect(portionOf(onTable(327_680))).toBe(3);
  expect(portionOf(onTable(327_681))).toBe(2);
});

it('counts the logs of a world once, however many arms train on them', () => {
  expect(portionOf(study(655_360, dropouts(3)))).toBe(3);
  const worlds = [{ 'run.world.randomness': 0.1 }, { 'run.world.randomness': 0.2 }, { 'run.world.randomness': 0.3 }];
  expect(portionOf(study(655_360, worlds))).toBe(1);
  expect(portionOf(study(655_360 / 2, worlds))).toBe(2);
});

it('is as many seeds as have their runs in one population of 768, at least one', () => {
  expect([1, 3, 4, 384, 385, 769].map((arms) => portionOf(study(90, dropouts(arms))))).toEqual([
    768, 256, 192, 2, 1, 1,
  ]);
});

it('is no more than were asked for', () => {
  expect(portionOf(study(90, dropouts(3)), 8)).toBe(8);
  expect(portionOf(study(90, dropouts(3)), 300)).toBe(256);
});

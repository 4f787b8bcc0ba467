import { describe, expect, it } from 'vitest';
import type { LogTask } from '../../tabular/types.ts';
import type { TaskKind } from '../../world/spec.ts';
import { hasChance, servedAs } from './servedAs.ts';

it('says that the tower knows “missing” only where position dropout has taught it', () => {
  expect(servedAs('ranked', 'shallow-tower', [{ from: 0, value: 0.1 }])).toBe('tower');
  expect(servedAs('ranked', 'shallow-tower', [{ from: 0, value: 0 }])).toBe('untrained');
  // Moved while it trained, one way and the other.
  expect(
    servedAs('ranked', 'shallow-tower', [
      { from: 0, value: 0 },
      { from: 200, value: 0.3 },
    ]),
  ).toBe('tower');
  expect(
    servedAs('ranked', 'shallow-tower', [
      { from: 0, value: 0.1 },
      { from: 5, value: 0 },
    ]),
  ).toBe('tower');
});

it('speaks of no tower where there is none', () => {
  const with10 = [{ from: 0, value: 0.1 }];
  expect([
    servedAs('ranked', 'input-feature', with10),
    servedAs('ranked', 'adversarial', with10),
    servedAs('ranked', 'none', with10),
  ]).toEqual(['reads', 'ignores', 'ignores']);
});

it('speaks of no position where the log has none', () => {
  expect(servedAs('none', 'shallow-tower', [{ from: 0, value: 0.1 }])).toBe('unknown');
});

describe('what a table has to predict at a position', () => {
  const task = (kind: TaskKind): LogTask => ({ name: 'a', kind, mean: 0, deviation: 1 });
  it.each([
    ['a yes or no and positions', true, [task('binary'), null, null, null], true],
    ['no positions', false, [task('binary'), null, null, null], false],
    ['a number at the place that reads positions', true, [task('regression'), null, task('binary'), null], false],
    ['nothing at that place', true, [null, task('regression'), task('binary'), null], false],
  ])('%s', (_, positions, tasks, has) => {
    expect(hasChance({ positions, tasks })).toBe(has);
  });
});

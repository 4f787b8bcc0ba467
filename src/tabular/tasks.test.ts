import { describe, expect, it } from 'vitest';
import { placeTasks } from './tasks.ts';
import { column } from './testing.ts';
import type { ColumnMapping, ValueKind } from './types.ts';

const label = (name: string, kind: ValueKind, task?: number): ColumnMapping => column(name, 'label', { kind, task });
const names = (...columns: ColumnMapping[]): (string | null)[] =>
  placeTasks({ columns }).map((placed) => placed?.name ?? null);

describe('the places of tasks', () => {
  it('are those of the synthetic platform for names that mean the same, in any order and alone', () => {
    const [click, watch, like, rating] = ['click', 'watch_time', 'like', 'rating'].map((name) => label(name, 'binary'));
    expect(names(rating, like, watch, click)).toEqual(['click', 'watch_time', 'like', 'rating']);
    expect(names(column('x', 'feature'), rating)).toEqual([null, null, null, 'rating']);
    expect(names(label('Like', 'binary'))).toEqual([null, null, 'Like', null]);
  });

  it('fill up in the order of the columns, the first binary one in place 0', () => {
    expect(names(label('a', 'regression'), label('b', 'regression'), label('c', 'binary'))).toEqual([
      'c',
      'a',
      'b',
      null,
    ]);
    expect(names(label('a', 'binary'), label('b', 'binary'))).toEqual(['a', 'b', null, null]);
    // Without a binary one the first place is as good as the others.
    expect(names(label('a', 'regression'))).toEqual(['a', null, null, null]);
    expect(names(label('a', 'regression'), label('click', 'binary'), label('b', 'binary'))).toEqual([
      'click',
      'a',
      'b',
      null,
    ]);
  });

  it('are those asked for; of two that ask for one the second goes where there is room', () => {
    expect(names(label('a', 'binary', 3), label('b', 'regression', 3), label('click', 'binary', 1))).toEqual([
      'b',
      'click',
      null,
      'a',
    ]);
  });

  it('are four: what comes after has none', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((name) => label(name, 'binary'));
    expect(names(...five)).toEqual(['a', 'b', 'c', 'd']);
  });
});

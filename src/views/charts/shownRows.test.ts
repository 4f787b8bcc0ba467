import { expect, it } from 'vitest';
import { shownRows, type Table } from './table.ts';

const steps = (count: number, together: number): Table => ({
  columns: [{ label: 'step' }, { label: 'task' }],
  rows: Array.from({ length: count * together }, (_, i) => [Math.floor(i / together), i % together]),
  together,
});

it('shows every row of a short table', () => {
  const table = steps(20, 4);
  expect(shownRows(table)).toEqual(table.rows);
});

it('shows all tasks of a step or none, of a long table: the first step, the last, and an even choice between', () => {
  const shown = shownRows(steps(151, 4));
  expect(shown.length).toBeLessThanOrEqual(80);
  expect(shown.length % 4).toBe(0);
  for (let i = 0; i < shown.length; i += 4) {
    const step = shown[i][0];
    expect(shown.slice(i, i + 4)).toEqual([0, 1, 2, 3].map((task) => [step, task]));
  }
  expect([shown[0][0], shown.at(-1)![0]]).toEqual([0, 150]);
});

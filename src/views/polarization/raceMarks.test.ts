import { describe, expect, it } from 'vitest';
import { markAt, marksIn } from '../charts/testing/svg.ts';
import { captionAt, gapOf, pictureAt, raceMarks, shade } from './raceMarks.ts';
import { ENTRIES } from './testing.ts';

// Three pictures a row, each of 40 × 24 pixels with its gap: 35 × 19, cells of 8.75 × 4.75.
const GRID = { columns: 3, rows: 2, width: 40, height: 24 };

describe('the words about a picture', () => {
  it('stand below it and in its middle, 8 pixels lower, but inside of the arm', () => {
    // The pictures' middles are at 20, 60 and 100 pixels; the words 300 wide, or as wide as the arm.
    expect(captionAt(4, GRID, 120)).toEqual({ left: 0, top: 26.5 + 19 + 8, width: 120 });
    const wide = { ...GRID, columns: 20 };
    expect(captionAt(0, wide, 800)).toEqual({ left: 0, top: 29.5, width: 300 });
    expect(captionAt(9, wide, 800)).toEqual({ left: 380 - 150, top: 29.5, width: 300 });
    expect(captionAt(19, wide, 800)).toEqual({ left: 500, top: 29.5, width: 300 });
  });
});

describe('the pictures of a race', () => {
  const marks = raceMarks(ENTRIES, GRID, { experts: 4, gates: 4 });

  it('stand row by row, each with its own seed’s run', () => {
    expect(marks.map(({ key }) => key)).toEqual(['seed 11', 'seed 12', 'seed 13', 'seed 14', 'seed 15']);
    const ground = (seed: number) => markAt(marks, `seed ${String(seed)}`, 'ground').at;
    expect(ground(11)).toMatchObject({ x: 2.5, y: 2.5, width: 35, height: 19 });
    expect(ground(13)).toMatchObject({ x: 82.5, y: 2.5 });
    expect(ground(14)).toMatchObject({ x: 2.5, y: 26.5 });
  });
  it('have experts to the right and tasks down, each as dark as its mean weight', () => {
    const cell = (seed: number, key: string) => markAt(marks, `seed ${String(seed)}`, key).at;
    expect(cell(11, 'click expert 1')).toMatchObject({ x: 2.5, y: 2.5, width: 8.75, height: 4.75, 'fill-opacity': 0 });
    expect(cell(11, 'click expert 2')).toMatchObject({ x: 11.25, 'fill-opacity': 0.43 }); // 0.3^0.7
    expect(cell(11, 'click expert 3')).toMatchObject({ x: 20, 'fill-opacity': 0.78 }); // 0.7^0.7
    expect(cell(11, 'watchTime expert 3')).toMatchObject({ x: 20, y: 7.25, 'fill-opacity': 0.38 }); // 0.25^0.7
    expect(cell(12, 'click expert 1')).toMatchObject({ x: 42.5, 'fill-opacity': 1, fill: 'var(--task-click)' });
    expect(cell(12, 'rating expert 1')).toMatchObject({ y: 16.75, fill: 'var(--task-rating)' });
  });
  it('have a row for each task that a table has, and no other', () => {
    const two = raceMarks(ENTRIES, GRID, { experts: 4, gates: 4, tasks: [0, 3] });
    const cells = marksIn(two, 'seed 12').filter(({ key }) => key.includes('expert'));
    expect(cells.map(({ key }) => key.split(' ')[0])).toEqual([
      ...new Array<string>(4).fill('click'),
      ...new Array<string>(4).fill('rating'),
    ]);
    // Half of 19 pixels each.
    expect(markAt(two, 'seed 12', 'rating expert 1').at).toMatchObject({ y: 12, height: 9.5 });
    const shared = raceMarks(ENTRIES, GRID, { experts: 4, gates: 1, tasks: [1, 3] });
    expect(marksIn(shared, 'seed 12').filter(({ key }) => key.includes('expert'))).toHaveLength(4);
  });
  it('have no cell where a gate may not use an expert', () => {
    const own = ENTRIES.map((entry) => ({
      ...entry,
      run: entry.run && { ...entry.run, visible: [0b0111, 0b0111, 0b1110, 0b1110] },
    }));
    const keys = marksIn(raceMarks(own, GRID, { experts: 4, gates: 4 }), 'seed 11').map(({ key }) => key);
    expect(keys.filter((key) => key.includes('expert'))).toHaveLength(12);
    expect(keys).not.toContain('click expert 4');
    expect(keys).not.toContain('like expert 1');
    expect(keys).toContain('like expert 4');
  });
  it('frame the polarized, and no other', () => {
    const frames = (seed: number) =>
      marksIn(marks, `seed ${String(seed)}`)
        .map(({ key }) => key)
        .slice(17);
    expect([11, 12, 13, 14].map(frames)).toEqual([
      ['calm'],
      ['polarized', 'square'],
      ['calm', 'dead'],
      ['calm', 'diverged'],
    ]);
    expect(markAt(marks, 'seed 12', 'polarized').at).toMatchObject({
      x: 41.5,
      y: 1.5,
      width: 37,
      height: 21,
      stroke: 'var(--ink)',
      'stroke-width': 2,
    });
    expect(markAt(marks, 'seed 11', 'calm').at).toMatchObject({
      x: 2,
      width: 36,
      stroke: 'var(--line)',
      'stroke-width': 1,
    });
    const small = raceMarks(ENTRIES, { ...GRID, width: 39 }, { experts: 4, gates: 4 });
    expect(markAt(small, 'seed 12', 'polarized').at['stroke-width']).toBe(1.5);
  });
  it('put a square at the left corner of a frame: no thickness and no colour is needed to see it', () => {
    // The corner is at 42.5, 2.5; half a side is the gap's half and one more.
    expect(markAt(marks, 'seed 12', 'square').at).toMatchObject({
      x: 40,
      y: 0,
      width: 7,
      height: 7,
      fill: 'var(--ink)',
    });
  });
  it('have one row, in no task’s colour, where one gate serves all tasks', () => {
    const one = raceMarks(ENTRIES, GRID, { experts: 4, gates: 1 });
    const shown = marksIn(one, 'seed 12').filter(({ key }) => key.includes('expert'));
    expect(shown.map(({ at }) => at.fill)).toEqual(new Array(4).fill('var(--muted)'));
    expect(shown.map(({ at }) => at.height)).toEqual(new Array(4).fill(19));
  });
  it('dot a dead expert and cross out what diverged', () => {
    expect(markAt(marks, 'seed 13', 'dead').at).toMatchObject({ cx: 116.5, cy: 3.5, r: 3.5, fill: 'var(--muted)' });
    expect(markAt(marks, 'seed 14', 'diverged').at).toMatchObject({
      d: 'M2.5,26.5L37.5,45.5M37.5,26.5L2.5,45.5',
      stroke: 'var(--danger)',
    });
  });
  it('are empty while a run has not ended', () => {
    expect(marksIn(marks, 'seed 15').map(({ key }) => key)).toEqual(['ground']);
  });
});

describe('a picture’s place', () => {
  it('leaves a gap that goes with its size', () => {
    expect([40, 39, 20, 19].map(gapOf)).toEqual([5, 4, 4, 2]);
    expect(pictureAt(4, { columns: 3, rows: 2, width: 20, height: 14 })).toEqual({
      x: 22,
      y: 16,
      width: 16,
      height: 10,
    });
  });
});

describe('how dark a weight is', () => {
  it('grows with it and ends at black', () => {
    expect([shade(-0.1), shade(0), shade(1), shade(1.5)]).toEqual([0, 0, 1, 1]);
    expect(shade(0.125)).toBeGreaterThan(0.125);
  });
});

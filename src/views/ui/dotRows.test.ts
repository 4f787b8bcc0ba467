import { describe, expect, it } from 'vitest';
import { markAt, marksIn, textWidth } from '../charts/testing/svg.ts';
import { dotAt, dotMarks, layoutOf, type DotPicture } from './dotRows.ts';

// Names take 15 letters of 6 pixels and 14 more: 104. At 444 pixels two columns of 160 stand side by side, 20 apart: at 104 and at 284.
const PICTURE: DotPicture = {
  columns: [
    {
      id: 'error',
      title: 'error',
      note: 'less is better',
      color: 'red',
      ink: 'brown',
      log: true,
      domain: [0.01, 1],
      ticks: [
        { value: 0.01, text: '0.01' },
        { value: 1, text: '1' },
      ],
      reference: 0.1,
      cells: {
        'small a': {
          dots: [
            { seed: 1, value: 0.01 },
            { seed: 2, value: 0.1, stuck: true },
            { seed: 3, value: NaN },
            { seed: 4, value: 5 },
          ],
          mean: 0.1,
          low: 0.01,
          high: 1,
        },
        'small b': { dots: [], mean: NaN, low: NaN, high: NaN },
      },
    },
    {
      id: 'share',
      title: 'share',
      note: '',
      color: 'black',
      ink: 'black',
      domain: [0, 1],
      ticks: [],
      cells: { 'small a': { dots: [], mean: 0.5, low: 0.25, high: 0.75, text: '1 of 2' } },
    },
  ],
  groups: [
    {
      id: 'small',
      title: 'Small',
      rows: [
        { id: 'a', name: 'model a', detail: 'fifteen letters' },
        { id: 'b', name: 'model b' },
        { id: 'c', name: 'model c', instead: 'does not fit' },
      ],
    },
  ],
  textWidth,
};
const layout = layoutOf(444, PICTURE);
const marks = dotMarks(layout, { chosen: 2 });
const cell = (column: string, row: string, ...more: string[]) => markAt(marks, column, row, ...more).at;

describe('rows of dots', () => {
  it('have a dot for every seed that is known, on a logarithmic scale; what lies beyond it stands at its end', () => {
    // 0.01 … 1 lie between 108 and 260; rows begin 42 + 22 below the top.
    expect(cell('error', 'small a', 'seed 1')).toMatchObject({ cx: 108, cy: 64 + 11 - 4, r: 3 });
    expect(cell('error', 'small a', 'seed 2')).toMatchObject({ cx: 184, cy: 64 + 11 });
    expect(cell('error', 'small a', 'seed 4')).toMatchObject({ cx: 260 });
    expect(marksIn(marks, 'error', 'small a').map(({ key }) => key)).not.toContain('seed 3');
  });
  it('have a group’s title on lines that are no wider than the picture, and begin below them', () => {
    const [small] = PICTURE.groups;
    const narrow = layoutOf(240, {
      ...PICTURE,
      groups: [{ ...small, title: 'Gates that begin at zero, equal tasks in a group' }],
    });
    const head = marksIn(dotMarks(narrow, {}), 'names error', 'small');
    const title = head.filter(({ tag }) => tag === 'text').map(({ text, at }) => [text, at.y]);
    // 40 letters of 6 pixels.
    expect(title).toEqual([
      ['Gates that begin at zero, equal tasks in', 58],
      ['a group', 73],
    ]);
    expect(narrow.rows[0].y).toBe(42 + 22 + 15);
  });
  it('mark what got stuck, and the seed that is chosen', () => {
    const flags = [1, 2].map((seed) => {
      const at = cell('error', 'small a', `seed ${String(seed)}`);
      return [at['data-stuck'], at['data-chosen']];
    });
    expect(flags).toEqual([
      [null, null],
      ['', ''],
    ]);
  });
  it('have the mean with its interval below the dots, and none where nothing is known', () => {
    expect(cell('error', 'small a', 'interval')).toMatchObject({ x1: 108, x2: 260, y1: 88, y2: 88 });
    expect(cell('error', 'small a', 'mean')).toMatchObject({ cx: 184, cy: 88, r: 4 });
    expect(marksIn(marks, 'error', 'small b')).toEqual([]);
  });
  it('have room for words at the right of a column', () => {
    // "1 of 2": 36 pixels and 8 of distance; the column ends at 444 − 44 = 400, its values lie between 288 and 396.
    expect(cell('share', 'small a', 'mean')).toMatchObject({ cx: 342 });
    expect(markAt(marks, 'share', 'small a', 'text')).toMatchObject({ text: '1 of 2', at: { x: 408 } });
  });
  it('say what does not fit in its own row, once', () => {
    expect(markAt(marks, 'error', 'small c')).toMatchObject({ text: 'does not fit', at: { x: 104 } });
    expect(marksIn(marks, 'share').map(({ key }) => key)).not.toContain('small c');
  });
  it('have a line at the reference, and their names once a line of columns', () => {
    expect(cell('error', 'reference')).toMatchObject({ x1: 184, x2: 184, y1: 40, y2: 64 + 3 * 34 });
    expect(marks.filter(({ key }) => key.startsWith('names')).map(({ key }) => key)).toEqual(['names error']);
    expect(markAt(marks, 'names error', 'small a', 'name')).toMatchObject({ text: 'model a', at: { x: 8, y: 77 } });
  });
  it('stand below each other where there is no room side by side', () => {
    const narrow = layoutOf(300, PICTURE);
    expect(narrow.height).toBe(2 * layout.height);
    expect(narrow.columns.map(({ x0, top }) => [x0, top])).toEqual([
      [104, 0],
      [104, layout.height],
    ]);
    expect(dotMarks(narrow, {}).filter(({ key }) => key.startsWith('names'))).toHaveLength(2);
  });
  it('are found by a press near to a dot', () => {
    expect(dotAt(layout, 186, 70)).toEqual({ group: 'small', row: 'a', seed: 2 });
    expect(dotAt(layout, 150, 75)).toBeNull();
    const narrow = layoutOf(300, PICTURE);
    expect(dotAt(narrow, 108, 71)).toMatchObject({ seed: 1 });
    expect(dotAt(narrow, 108, 71 + layout.height)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { expertAt, gateMarks } from './gateMarks.ts';
import { gatePicture, OWN } from './testing/pictures.ts';
import { markAt, marksIn } from './testing/svg.ts';

// Four columns of 40 pixels from 18; weight 1 at 7, 0 at 107.
const SIZE = { width: 180, height: 112 };

describe('one gate', () => {
  const marks = gateMarks(SIZE, gatePicture());

  it('has each expert’s mean in its column, of the task that is asked for', () => {
    const means = (task: number) =>
      marksIn(gateMarks(SIZE, gatePicture({ task })), 'means').map(({ key, at }) => [key, at.cx, at.cy]);
    expect(means(1)).toEqual([
      ['expert 1', 38, 94.5],
      ['expert 2', 78, 57],
      ['expert 3', 118, 82],
      ['expert 4', 158, 94.5],
    ]);
    expect(means(3).map(([, , y]) => y)).toEqual([107, 107, 107, 7]);
  });
  it('has each expert’s distribution around the middle of its column', () => {
    const d = (e: number) => String(markAt(marks, 'shapes', `expert ${String(e)}`).at.d);
    // All in bin 4: its middle is 4.5/32 up, the outline ends at the middles of the bins beside it. Full width: 15.
    expect(d(1)).toBe('M38,96.1L53,92.9L38,89.8L38,89.8L23,92.9L38,96.1Z');
    expect(d(2).match(/M/g)).toHaveLength(2);
    expect(d(2)).toContain('M93,107'); // square at weight 0 …
    expect(d(2)).toContain('93,7'); // … and at 1
    expect(d(4)).toMatch(/^M173,107L/);
    expect(markAt(marks, 'shapes', 'expert 1').at).toMatchObject({ fill: 'var(--task-watchTime)' });
  });
  it('has the colours of its task, or none where all tasks share it', () => {
    const one = gateMarks(SIZE, gatePicture({ oneGate: true }));
    const colors = (all: typeof marks) => [
      markAt(all, 'shapes', 'expert 2').at.stroke,
      markAt(all, 'means', 'expert 2').at.fill,
    ];
    expect(colors(marks)).toEqual(['var(--task-watchTime)', 'var(--task-watchTime-ink)']);
    expect(colors(one)).toEqual(['var(--muted)', 'var(--ink)']);
  });
  it('has a line at equal shares, and the weights 0 and 1', () => {
    expect(markAt(marks, 'frame', 'even').at).toMatchObject({ x1: 18, x2: 178, y1: 82, y2: 82 });
    expect(marksIn(marks, 'frame', 'weights').map(({ text, at }) => [text, at.y])).toEqual([
      ['0', 107],
      ['1', 7],
    ]);
    expect(marksIn(marks, 'frame', 'grid').map(({ at }) => at.y1)).toEqual([107, 7]);
  });
  it('dims all but the pointed expert and says its mean, on the side with room', () => {
    const on = gateMarks(SIZE, gatePicture({ pointed: 1 }));
    expect(marksIn(on, 'shapes').map(({ at }) => [at['data-on'], at['data-off']])).toEqual([
      [null, ''],
      ['', null],
      [null, ''],
      [null, ''],
    ]);
    expect(marksIn(on, 'means').map(({ at }) => at['data-off'])).toEqual(['', null, '', '']);
    expect(markAt(on, 'reading', 'mean')).toMatchObject({ text: '0.50', at: { x: 85, y: 51, 'text-anchor': 'start' } });
    expect(markAt(gateMarks(SIZE, gatePicture({ pointed: 2 })), 'reading', 'mean')).toMatchObject({
      text: '0.25',
      at: { x: 111, y: 76, 'text-anchor': 'end' },
    });
    expect(markAt(gateMarks(SIZE, gatePicture({ task: 3, pointed: 3 })), 'reading', 'mean').at.y).toBe(15);
  });
  it('reads nothing without a pointed expert, or of one that the gate has not', () => {
    expect(marksIn(marks, 'reading')).toEqual([]);
    expect(marksIn(gateMarks(SIZE, gatePicture({ pointed: 4 })), 'reading')).toEqual([]);
    expect(marksIn(marks, 'shapes').every(({ at }) => at['data-off'] === null && at['data-on'] === null)).toBe(true);
  });
  it('keeps thin columns apart', () => {
    // 20 / 4 = 5 pixels a column: shapes of at least two to each side, dots of 1.5.
    const thin = gateMarks({ ...SIZE, width: 40 }, gatePicture());
    expect(markAt(thin, 'shapes', 'expert 1').at.d).toContain('L22.5,92.9');
    expect(markAt(thin, 'means', 'expert 1').at).toMatchObject({ cx: 20.5, r: 1.5 });
    expect(markAt(marks, 'means', 'expert 1').at.r).toBe(3.5);
  });
});

describe('the expert at a place', () => {
  it('is the one whose column is there', () => {
    expect([17, 18, 57.9, 58, 177, 178].map((x) => expertAt(x, 180, 4))).toEqual([null, 0, 0, 1, 3, null]);
  });
});

it('leaves the place of an expert that the gate may not use empty, and draws equal shares of the others', () => {
  const own = gateMarks(SIZE, gatePicture({ model: OWN, task: 2, pointed: 0 }));
  const experts = ['expert 2', 'expert 3', 'expert 4'];
  expect(marksIn(own, 'shapes').map(({ key }) => key)).toEqual(experts);
  expect(marksIn(own, 'means').map(({ key, at }) => [key, at.cx])).toEqual(
    marksIn(gateMarks(SIZE, gatePicture({ task: 2 })), 'means')
      .slice(1)
      .map(({ key, at }) => [key, at.cx]),
  );
  expect(marksIn(own, 'reading')).toEqual([]);
  const [bottom, top] = [SIZE.height - 5, 7];
  expect(markAt(own, 'frame', 'even').at.y1).toBeCloseTo(bottom - (bottom - top) / 3, 0);
});

import { describe, expect, it } from 'vitest';
import type { Rate } from '../../metrics/intervals.ts';
import { markAt, marksIn } from '../charts/testing/svg.ts';
import { SWEEP } from './testing.ts';
import { namesSeries, sweepMarks } from './sweepMarks.ts';

// Values at 64, 207 and 350 of 500 pixels; all of 0 … 0.5 lies between 220 and 30: a tenth is 38 pixels. Two series stand 7 pixels apart.
const WIDTH = 500;

describe('how often gates polarize', () => {
  const marks = sweepMarks(WIDTH, SWEEP);

  it('is a dot with its interval for every value of every series, each its own', () => {
    expect(markAt(marks, 'adam', 'rate 0').at).toMatchObject({ cx: 60.5, cy: 106 }); // 0.3
    expect(markAt(marks, 'adam', 'interval 0').at).toMatchObject({ x1: 60.5, x2: 60.5, y1: 144, y2: 68 }); // 0.2 … 0.4
    expect(markAt(marks, 'adam', 'rate 0.5').at).toMatchObject({ cx: 346.5, cy: 220 });
    expect(markAt(marks, 'async', 'rate 0').at).toMatchObject({ cx: 67.5, cy: 182 }); // 0.1
    expect(markAt(marks, 'async', 'rate 0.1').at).toMatchObject({ cx: 210.5, cy: 163 }); // 0.15
  });
  it('is joined by a line a series, and leaves out what has not been measured', () => {
    expect(markAt(marks, 'adam', 'line').at.d).toBe('M60.5,106L203.5,144L346.5,220');
    expect(markAt(marks, 'async', 'line').at.d).toBe('M67.5,182L210.5,163');
    expect(marksIn(marks, 'async').map(({ key }) => key)).not.toContain('rate 0.5');
    expect([markAt(marks, 'adam').at['data-series'], markAt(marks, 'async').at['data-series']]).toEqual([0, 1]);
  });
  it('names its series at their ends, apart from each other', () => {
    expect(markAt(marks, 'adam', 'name')).toMatchObject({ text: 'series adam', at: { x: 379, y: 224 } });
    expect(markAt(marks, 'async', 'name')).toMatchObject({ text: 'series async', at: { x: 379, y: 167 } });
    // Each beside a dot of its curve: filled or hollow by the series' style.
    expect(markAt(marks, 'async', 'name’s dot').at).toMatchObject({ cx: 370, cy: 163, r: 4 });
    const one: Rate = { k: 3, n: 10, rate: 0.3, low: 0.2, high: 0.4 };
    const close = sweepMarks(WIDTH, {
      ...SWEEP,
      curves: ['a', 'b'].map((id) => ({ id, points: [{ value: 0, z5: one }] })),
    });
    expect(['a', 'b'].map((id) => markAt(close, id, 'name').at.y)).toEqual([103, 117]); // wanted both at 106
  });
  it('leaves its names as much room as the longest takes', () => {
    const name = 'a mask per example, or per batch'; // 32 letters of 6 pixels: 192
    const long = sweepMarks(WIDTH, { ...SWEEP, words: { ...SWEEP.words, series: () => name } });
    expect(Number(markAt(long, 'adam', 'name').at.x) + 192).toBeLessThanOrEqual(WIDTH);
    expect(Number(markAt(long, 'adam', 'rate 0.5').at.cx)).toBeLessThan(WIDTH - 192 - 19);
  });
  it('has no names where there is no room for them, nor of a series without a dot', () => {
    expect([namesSeries(480), namesSeries(479)]).toEqual([true, false]);
    const narrow = sweepMarks(479, SWEEP);
    for (const key of ['name', 'name’s dot'])
      expect(marksIn(narrow, 'adam').map((mark) => mark.key)).not.toContain(key);
    const none: Rate = { k: 0, n: 0, rate: NaN, low: NaN, high: NaN };
    const empty = sweepMarks(WIDTH, { ...SWEEP, curves: [{ id: 'a', points: [{ value: 0, z5: none }] }] });
    expect(marksIn(empty, 'a').map(({ key, at }) => [key, at.d])).toEqual([['line', '']]);
  });
  it('counts shares upwards, on a scale that just holds every interval', () => {
    const shares = (high: number) => {
      const z5: Rate = { k: 1, n: 10, rate: 0.1, low: 0, high };
      const picture = { ...SWEEP, curves: [{ id: 'a', points: [{ value: 0, z5 }] }] };
      return markAt(sweepMarks(WIDTH, picture), 'frame', 'share 5').text;
    };
    expect([shares(0.25), shares(0.26), shares(0.5), shares(0.51)]).toEqual(['25%', '50%', '50%', '100%']);
    expect([0, 1, 5].map((i) => markAt(marks, 'frame', `share ${String(i)}`).at.y)).toEqual([220, 182, 30]);
    expect([0, 1, 5].map((i) => markAt(marks, 'frame', `share ${String(i)}`).text)).toEqual(['0%', '10%', '50%']);
    expect(markAt(marks, 'frame', 'line 1').at).toMatchObject({ x1: 44, x2: 360, y1: 182, y2: 182 });
  });
  it('names every value below its dots, and the knob', () => {
    expect([0, 0.1, 0.5].map((value) => markAt(marks, 'frame', `value ${String(value)}`))).toMatchObject([
      { text: '0%', at: { x: 64, y: 236 } },
      { text: '10%', at: { x: 207, y: 236 } },
      { text: '50%', at: { x: 350, y: 236 } },
    ]);
    expect(markAt(marks, 'frame', 'knob')).toMatchObject({ text: 'gate dropout', at: { x: 202, y: 254 } });
  });
});

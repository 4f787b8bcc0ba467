import { describe, expect, it } from 'vitest';
import { ctrMarks, positionAt, positionScale } from './ctrMarks.ts';
import { CTR, ctrPicture } from './testing/pictures.ts';
import { markAt, marksIn, textWidth } from './testing/svg.ts';

// Positions stand at 44, 64, …, 204. The highest rate is such that 0.5 would be at 20; 0 is at 120: a fifth is 40 pixels.
const SIZE = { width: 270, height: 124 };
const points = CTR.map((point) => (point.position === 1 ? { ...point, high: 0.5 / 1.12 } : point));
const picture = ctrPicture({ points });

describe('the click-through rate by position', () => {
  const marks = ctrMarks(SIZE, picture);

  it('draws what was observed as dots with their intervals', () => {
    expect(markAt(marks, 'curves', 'observed', 'position 1').at).toMatchObject({ cx: 44, cy: 40 }); // 0.4
    expect(markAt(marks, 'curves', 'observed', 'position 9').at).toMatchObject({ cx: 204, cy: 104 }); // 0.08
    expect(markAt(marks, 'curves', 'intervals', 'position 9').at).toMatchObject({ x1: 204, y1: 112, x2: 204, y2: 96 });
    expect(marksIn(marks, 'curves', 'observed')).toHaveLength(9);
  });
  it('draws what relevance and position alone would give as lines, each its own', () => {
    expect(markAt(marks, 'curves', 'relevance').at.d).toMatch(/^M44,70L64,72L.*L204,86$/); // 0.25 … 0.17
    expect(markAt(marks, 'curves', 'bias').at.d).toMatch(/^M44,60L64,64L.*L204,92$/); // 0.3 … 0.14
    expect(markAt(marks, 'curves', 'bias marks', 'position 9').at.transform).toBe('translate(204,92)');
  });
  it('draws the observed rates alone where no truth is known', () => {
    const unknown = points.map((point) => ({ ...point, expected: NaN, relevance: NaN, bias: NaN }));
    const alone = ctrMarks(SIZE, ctrPicture({ points: unknown, pointed: 9 }));
    expect(marksIn(alone, 'curves', 'observed')).toHaveLength(9);
    expect(marksIn(alone, 'curves', 'intervals')).toHaveLength(9);
    expect(marksIn(alone, 'curves', 'bias marks')).toEqual([]);
    expect(marksIn(alone, 'curves', 'names').map(({ key }) => key)).toEqual(['observed']);
    expect(marksIn(alone, 'reading').map(({ text }) => text)).toEqual([undefined, 'observed 8.0%']);
    expect(JSON.stringify(alone)).not.toContain('NaN');
  });
  it('counts rates upwards from zero', () => {
    expect(marksIn(marks, 'curves', 'frame', 'rates').map(({ text, at }) => [text, at.y])).toEqual([
      ['0%', 120],
      ['10%', 100],
      ['20%', 80],
      ['30%', 60],
      ['40%', 40],
      ['50%', 20],
    ]);
    expect(marksIn(ctrMarks({ ...SIZE, height: 109 }, picture), 'curves', 'frame', 'rates')).toHaveLength(3);
    expect(markAt(marks, 'curves', 'frame', 'unit').text).toBe('click-through rate');
  });
  it('stands 14 pixels higher on an axis of positions of its own, where no drawing below has it', () => {
    const footed = ctrMarks({ ...SIZE, height: 138 }, { ...picture, pointed: 9, foot: 'position' });
    expect(markAt(footed, 'curves', 'observed', 'position 1').at).toMatchObject({ cx: 44, cy: 40 });
    expect(markAt(footed, 'curves', 'frame', 'position')).toMatchObject({ text: 'position', at: { x: 216, y: 133 } });
    expect(marksIn(footed, 'curves', 'frame', 'positions').map(({ text, at }) => [text, at.x, at.y])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((position) => [String(position), 24 + 20 * position, 124]),
    );
    // Neither the line nor the names lie on its numbers.
    expect(markAt(footed, 'reading', 'cursor').at).toMatchObject({ x1: 204, y2: 124 });
    expect(marksIn(footed, 'curves', 'names')).toEqual(marksIn(marks, 'curves', 'names'));
    expect(() => markAt(marks, 'curves', 'frame', 'position')).toThrow();
  });
  it('has a scale even where nothing is ever clicked', () => {
    const never = CTR.map((point) => ({ ...point, observed: 0, low: 0, high: 0.01, relevance: 0, bias: 0 }));
    expect(marksIn(ctrMarks(SIZE, ctrPicture({ points: never })), 'curves', 'frame', 'rates').at(-1)?.text).toBe('10%');
  });
  it('names each curve near it, and none over another', () => {
    const names = marksIn(marks, 'curves', 'names');
    expect(names.map(({ key, text }) => [key, text])).toEqual([
      ['relevance', 'relevance alone'],
      ['observed', 'observed'],
      ['bias', 'position alone'],
    ]);
    expect(names.map(({ at }) => at.class)).toEqual(['haloed', 'haloed estimate-word', 'haloed']);
    const boxes = names.map(({ at, text }) => ({
      x: Number(at.x),
      y: Number(at.y),
      end: Number(at.x) + textWidth(text!),
    }));
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1)) expect(Math.abs(a.y - b.y) >= 14 || a.end <= b.x || b.end <= a.x).toBe(true);
  });
  it('puts a name above its curve at position 7 where that is free', () => {
    // Level curves: 0.5 / 1.12 is at 30.71, 0.3 at 60, 0.1 at 100. "relevance alone" is 94 pixels wide with its margin.
    const rates = { relevance: 0.5 / 1.12, observed: 0.3, bias: 0.1 };
    const level = ctrMarks(SIZE, ctrPicture({ points: points.map((point) => ({ ...point, ...rates })) }));
    const name = (key: string) => markAt(level, 'curves', 'names', key).at;
    expect(name('relevance')).toMatchObject({ x: 119, y: 23.71 });
    expect(name('observed')).toMatchObject({ x: 140, y: 53 });
    expect(name('bias')).toMatchObject({ x: 122, y: 93 });
  });
  it('keeps a long name within the picture', () => {
    // 35 letters and a margin are 214 pixels: in the middle of position 7 they would end at 271 of 270.
    const rates = { relevance: 0.5 / 1.12, observed: 0.3, bias: 0.1 };
    const words = { ...picture.words, relevance: 'r'.repeat(35) };
    const level = ctrPicture({ points: points.map((point) => ({ ...point, ...rates })), words });
    expect(markAt(ctrMarks(SIZE, level), 'curves', 'names', 'relevance').at).toMatchObject({ x: 58, y: 23.71 });
  });
  it('puts a name at position 6 where the curve of another crosses all that is near position 7', () => {
    // Position alone stands at the top up to position 7, falls to zero at 8 and is back at 9; relevance is level at 80.
    const top = 0.5 / 1.12;
    const zigzag = points.map((point) => ({
      ...point,
      relevance: 0.2,
      observed: 0,
      bias: point.position === 8 ? 0 : top,
    }));
    const words = { ...picture.words, relevance: 'rrrrr' };
    const names = ctrMarks(SIZE, ctrPicture({ points: zigzag, words }));
    // 34 pixels around 144; the box four above the curve, 14 high, the baseline 11 below its top.
    expect(markAt(names, 'curves', 'names', 'relevance').at).toMatchObject({ x: 129, y: 73 });
  });
  it('leaves out positions at which nothing was shown, and then the names', () => {
    const holed = ctrMarks(
      SIZE,
      ctrPicture({ points: points.map((p) => (p.position === 2 ? { ...p, impressions: 0 } : p)) }),
    );
    expect(marksIn(holed, 'curves', 'observed').map(({ key }) => key)).not.toContain('position 2');
    expect(markAt(holed, 'curves', 'observed', 'position 3').at.cx).toBe(84);
    expect(marksIn(holed, 'curves', 'names')).toEqual([]);
  });
});

describe('a position that is pointed at', () => {
  it('tells its three rates beside a line through it, each by its name', () => {
    const marks = ctrMarks(SIZE, { ...picture, pointed: 1 });
    expect(markAt(marks, 'reading', 'cursor').at).toMatchObject({ x1: 44, x2: 44, y1: 14, y2: 124 });
    expect(['relevance', 'observed', 'bias'].map((name) => markAt(marks, 'reading', name).text)).toEqual([
      'relevance alone 25.0%',
      'observed 40.0%',
      'position alone 30.0%',
    ]);
    // Wanted at 70, 40 and 60, thirteen pixels apart at least; a baseline is four below.
    expect(['relevance', 'observed', 'bias'].map((name) => markAt(marks, 'reading', name).at.y)).toEqual([
      75.5, 44, 62.5,
    ]);
    expect(markAt(marks, 'reading', 'bias').at).toMatchObject({ x: 52, 'text-anchor': 'start' });
    expect(markAt(marks, 'curves').at['data-reading']).toBe('');
  });
  it('has them on its left in the right half', () => {
    const at = (pointed: number) => markAt(ctrMarks(SIZE, { ...picture, pointed }), 'reading', 'bias').at;
    expect(at(5)).toMatchObject({ x: 132, 'text-anchor': 'start' });
    expect(at(6)).toMatchObject({ x: 136, 'text-anchor': 'end' });
  });
  it('is nothing where nothing was shown, or nothing is pointed at', () => {
    const marks = ctrMarks(SIZE, picture);
    expect(marksIn(marks, 'reading')).toEqual([]);
    expect(markAt(marks, 'curves').at['data-reading']).toBeNull();
    const none = points.map((p) => ({ ...p, impressions: p.position === 2 ? 0 : 1 }));
    expect(marksIn(ctrMarks(SIZE, ctrPicture({ points: none, pointed: 2 })), 'reading')).toEqual([]);
  });
});

describe('the place of a position', () => {
  it('is found back under the pointer, and at the edges the nearest', () => {
    const at = positionScale(270, 56);
    for (let p = 1; p <= 9; p++) expect(positionAt(at(p), 270, 56)).toBe(p);
    expect([
      positionAt(-5, 270, 56),
      positionAt(53, 270, 56),
      positionAt(55, 270, 56),
      positionAt(400, 270, 56),
    ]).toEqual([1, 1, 2, 9]);
  });
});

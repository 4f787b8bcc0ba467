import { describe, expect, it } from 'vitest';
import type { FitFigure } from '../charts/fits.ts';
import { CHANGES } from '../charts/testing/pictures.ts';
import { markAt, marksIn } from '../charts/testing/svg.ts';
import { assumptionMarks } from './assumptionMarks.ts';
import { courseMarks } from './courseMarks.ts';
import { editorMarks, editorPlaces } from './editorMarks.ts';
import { forestMarks, probabilityMarks, stripMarks } from './smallMarks.ts';
import { assumptionPicture, coursePicture, editorPicture, whyPicture } from './testing.ts';
import { whyCellAt, whyHeight, whyMarks } from './whyMarks.ts';

describe('the course of the fit', () => {
  // A third of a pixel a step from 26; an RMSE of 0.6 at 6, 0 at 66: a tenth is ten pixels.
  const SIZE = { width: 234, height: 84 };
  const marks = courseMarks(SIZE, coursePicture());

  it('is a curve through the points that are known, and a dot at the newest', () => {
    expect(markAt(marks, 'course').at.d).toBe('M26,6L59.3,36L92.7,51L159.3,54');
    expect(markAt(marks, 'now').at).toMatchObject({ cx: 159.33, cy: 54 });
    expect(courseMarks(SIZE, coursePicture({ points: [] })).map(({ key }) => key)).not.toContain('now');
  });
  it('has the perfect table as a line, and its numbers at the left and below', () => {
    const perfect = (figure: 'rmse' | 'r' | 'slope') =>
      markAt(courseMarks(SIZE, coursePicture({ figure })), 'frame', 'perfect').at;
    expect(perfect('rmse')).toMatchObject({ x1: 26, x2: 226, y1: 66, y2: 66 });
    expect([perfect('r').y1, perfect('slope').y1]).toEqual([6, 36]);
    expect(marksIn(marks, 'frame', 'values').map(({ text, at }) => [text, at.y])).toEqual([
      ['0', 66],
      ['0.2', 46],
      ['0.4', 26],
      ['0.6', 6],
    ]);
    expect(marksIn(marks, 'frame', 'steps').map(({ text, at }) => [text, at.x, at['text-anchor']])).toEqual([
      ['step 0', 26, 'start'],
      ['300', 126, 'middle'],
      ['600', 226, 'end'],
    ]);
  });
  it('widens its range for what the usual one cannot hold, and stays in its picture', () => {
    const values = (figure: FitFigure, ...all: number[]) => {
      const wide = courseMarks(
        SIZE,
        coursePicture({ figure, points: all.map((value, i) => ({ step: 300 * i, value })) }),
      );
      const axis = marksIn(wide, 'frame', 'values').map(({ text, at }) => [text, at.y]);
      return { d: markAt(wide, 'course').at.d, axis };
    };
    // −0.5 to 1 over 60 pixels: 40 pixels each whole number.
    expect(values('r', 0.25, -0.25)).toEqual({
      d: 'M26,36L126,56',
      axis: [
        ['−0.5', 66],
        ['0', 46],
        ['0.5', 26],
        ['1', 6],
      ],
    });
    // 0 to 3: 20 pixels each.
    expect(values('slope', 2.5, 1).d).toBe('M26,16L126,46');
    expect(values('r', 0.5, 1).axis).toHaveLength(3);
  });
  it('has a line at every change, and room above for their names', () => {
    const changed = courseMarks(SIZE, coursePicture({ changes: CHANGES }));
    expect(marksIn(changed, 'changes').map(({ key, text, at }) => [key, text, at.x1 ?? at.x, at.y1 ?? at.y])).toEqual([
      ['step 100', undefined, 59.33, 18],
      ['step 400', undefined, 159.33, 18],
      ['label 100', '2 changes', 59.33, 12],
    ]);
    expect(markAt(changed, 'course').at.d).toMatch(/^M26,18L59.3,42L/);
    const before = courseMarks(SIZE, coursePicture({ changes: [{ ...CHANGES[0], step: 401 }] }));
    expect(markAt(before, 'course').at.d).toBe(markAt(marks, 'course').at.d);
  });
});

describe('the editor of a bias curve', () => {
  // Positions stand at 38, 58, …, 198; a logit is 33.5 pixels down from 24.
  const WIDTH = 216;
  const marks = editorMarks(WIDTH, editorPicture());

  it('draws the curve that is edited, and the one that trains where it is another', () => {
    expect(markAt(marks, 'curve').at.d).toMatch(/^M38,24L58,40.75L78,57.5L.*L198,158$/);
    expect(marks.map(({ key }) => key)).not.toContain('running');
    const both = editorMarks(WIDTH, editorPicture({ running: [0, 0, 0, 0, -2, 0, 0, 0, 0], device: 1 }));
    expect(markAt(both, 'running').at.d).toMatch(/L98,24L118,91L138,24L/);
    expect(markAt(both, 'curve').at['stroke-dasharray']).toBe('6 3');
    expect(markAt(marks, 'curve').at['stroke-dasharray']).toBeNull();
  });
  it('counts logits down from 0 and positions to the right', () => {
    expect([0, -1, -4].map((logit) => markAt(marks, `logit ${String(logit)}`))).toMatchObject([
      { text: '0', at: { x: 24, y: 27.5 } },
      { text: '−1', at: { y: 61 } },
      { text: '−4', at: { y: 161.5 } },
    ]);
    expect(markAt(marks, 'line -2').at).toMatchObject({ x1: 30, x2: 206, y1: 91, y2: 91 });
    expect([1, 9].map((p) => markAt(marks, `position ${String(p)}`))).toMatchObject([
      { text: '1', at: { x: 38, y: 172 } },
      { text: '9', at: { x: 198, y: 172 } },
    ]);
    expect(markAt(marks, 'position')).toMatchObject({ text: 'position', at: { x: 123, y: 185 } });
    expect(markAt(marks, 'unit').text).toBe('logits');
  });
  it('finds positions and logits back from places', () => {
    const places = editorPlaces(WIDTH);
    expect([0, 38, 47, 49, 198, 300].map(places.positionAt)).toEqual([0, 0, 0, 1, 8, 8]);
    expect([places.logitAt(24), places.logitAt(91), places.logitAt(158)]).toEqual([0, -2, -4]);
    expect([places.x(4), places.y(-2), places.handleWidth, editorPlaces(400).handleWidth]).toEqual([118, 91, 20, 28]);
  });
});

describe('why an observed rate misleads', () => {
  // Narrow: the grid from 46 to 314.2, columns of 30 (28.2 with their gap), two rows of 26 from 20; the curves from 248 (0) up, a tenth is 28.4.
  const WIDTH = 406.2;
  const marks = whyMarks(WIDTH, whyPicture());

  it('shades every cell by what would be clicked there, the most as the darkest', () => {
    const cell = (band: number, p: number) => markAt(marks, 'cells', `band ${String(band)} position ${String(p)}`).at;
    expect(cell(1, 1)).toMatchObject({ x: 46, y: 21, width: 28.2, height: 24, 'fill-opacity': 0.9 });
    expect(cell(2, 1)).toMatchObject({ x: 46, y: 47, 'fill-opacity': 0.47 }); // half as often
    expect(cell(1, 9)).toMatchObject({ x: 286, 'fill-opacity': 0.47 });
    expect(cell(2, 9)).toMatchObject({ 'fill-opacity': 0.26 });
  });
  it('has circles whose areas are how many were logged there', () => {
    const logged = (band: number, p: number) =>
      markAt(marks, 'cells', `logged band ${String(band)} position ${String(p)}`).at;
    expect(logged(1, 1)).toMatchObject({ cx: 60.1, cy: 33, r: 11.44 });
    expect(logged(1, 4)).toMatchObject({ cx: 150.1, r: 5.72 }); // a quarter as many
    expect(logged(2, 1)).toMatchObject({ cy: 59, r: 0 });
    expect(logged(2, 9).r).toBe(5.72);
  });
  it('has a bar for every band at its right, with its rate', () => {
    expect(markAt(marks, 'by relevance', 'band 1').at).toMatchObject({ x: 322.2, y: 26, width: 46, height: 14 });
    expect(markAt(marks, 'by relevance', 'band 2').at).toMatchObject({ y: 52, width: 23 });
    expect(markAt(marks, 'by relevance', 'word 1')).toMatchObject({ text: '30%', at: { x: 372.2, y: 36.5 } });
    expect(markAt(marks, 'by relevance', 'word 2')).toMatchObject({ text: '15%', at: { x: 349.2, y: 62.5 } });
  });
  it('has two curves by position below, what is not known left out', () => {
    expect(markAt(marks, 'by position', 'same items').at.d).toMatch(/^M60.1,162.8L90.1,168.48L/); // 0.3, 0.28
    expect(markAt(marks, 'by position', 'observed').at.d).toMatch(/^M60.1,134.4L90.1,145.76L.*M210.1,/); // 0.4, 0.36
    expect(markAt(marks, 'by position', 'observed 1').at).toMatchObject({ cx: 60.1, cy: 134.4 });
    expect(marksIn(marks, 'by position').map(({ key }) => key)).not.toContain('observed 5');
    expect(markAt(marks, 'by position', 'name same items')).toMatchObject({ text: 'same items', at: { y: 212.24 } });
    expect(markAt(marks, 'by position', 'name observed')).toMatchObject({ text: 'observed', at: { y: 229.28 } });
  });
  it('counts rates up to a round number', () => {
    const rates = marksIn(marks, 'by position').filter(({ key }) => key.startsWith('rate'));
    expect(rates.map(({ text }) => text)).toEqual(['0%', '10%', '20%', '30%', '40%', '50%']);
    expect(rates[1].at).toMatchObject({ x: 40, y: 223.1 });
    expect(markAt(marks, 'by position', 'line 0').at).toMatchObject({ x1: 46, x2: 314.2, y1: 248 });
    const all = whyPicture().grid;
    const sure = whyMarks(WIDTH, whyPicture({ grid: { ...all, sameItems: all.sameItems.map(() => 1) } }));
    expect(
      marksIn(sure, 'by position')
        .filter(({ key }) => key.startsWith('rate'))
        .at(-1)?.text,
    ).toBe('100%');
  });
  it('speaks shortly where it is narrow, at length where there is room', () => {
    const words = (width: number) =>
      Object.fromEntries(marksIn(whyMarks(width, whyPicture()), 'words').map(({ key, text }) => [key, text]));
    expect(words(WIDTH)).toMatchObject({ most: 'most', least: 'least', top: 'P(click), and how many were logged' });
    expect(words(520)).toMatchObject({ most: 'most relevant', least: 'least relevant' });
    expect(words(341)).toMatchObject({ top: 'P(click)' }); // 34 letters are 204 pixels; the grid has 203
    expect(words(220)).toMatchObject({ below: 'CTR' });
    expect(markAt(marks, 'words', 'least').at).toMatchObject({ x: 40, y: 62.5, 'text-anchor': 'end' });
    expect(markAt(marks, 'words', 'position 9')).toMatchObject({ text: '9', at: { x: 300.1, y: 86 } });
    expect(markAt(marks, 'words', 'below').at.y).toBe(264);
    expect(whyHeight(2)).toBe(268);
  });
  it('frames the row and the column that are pointed at', () => {
    const on = whyMarks(WIDTH, whyPicture({ pointed: { band: 1, p: 2 } }));
    expect(markAt(on, 'pointed', 'row').at).toMatchObject({ x: 46, y: 46, width: 270, height: 26 });
    expect(markAt(on, 'pointed', 'column').at).toMatchObject({ x: 106, y: 20, width: 28.2, height: 52 });
    expect(marksIn(marks, 'pointed')).toEqual([]);
  });
  it('finds a cell back from its place, and none beside the grid', () => {
    const at = (x: number, y: number) => whyCellAt(x, y, WIDTH, whyPicture());
    expect([at(46, 20), at(110, 47), at(315, 71)]).toEqual([
      { band: 0, p: 0 },
      { band: 1, p: 2 },
      { band: 1, p: 8 },
    ]);
    expect([at(45, 30), at(317, 30), at(60, 19), at(60, 72)]).toEqual([null, null, null, null]);
  });
});

describe('the assumption of a table', () => {
  // Positions stand at 38, 58, …, 198; a logit is 100 pixels: 1 at 8, −1 at 208.
  const SIZE = { width: 278, height: 226 };
  const marks = assumptionMarks(SIZE, assumptionPicture());

  it('draws the examination, the best table and the learned one, each at its own numbers', () => {
    expect(markAt(marks, 'examination').at.d).toMatch(/^M38,8L58,33L.*L198,208$/);
    expect(markAt(marks, 'best').at.d).toMatch(/^M38,58L58,70.5L.*L178,145.5$/);
    expect(markAt(marks, 'learned', 'position 1').at).toMatchObject({ cx: 38, cy: 83 });
    expect(markAt(marks, 'learned', 'position 9').at).toMatchObject({ cx: 198, cy: 108 });
  });
  it('names them', () => {
    expect(markAt(marks, 'name examination')).toMatchObject({ text: 'examination', at: { x: 210, y: 208 } });
    expect(markAt(marks, 'name best')).toMatchObject({ text: 'best table', at: { x: 210, y: 149.5 } });
    expect(markAt(marks, 'name learned')).toMatchObject({ text: 'learned', at: { x: 46, y: 87 } });
    const high = assumptionMarks(SIZE, assumptionPicture({ learned: [NaN, 1.2] }));
    expect(markAt(high, 'name learned').at).toMatchObject({ x: 66, y: 12 });
  });
  it('has its numbers at the left and below', () => {
    expect(marksIn(marks, 'frame', 'logits').map(({ text, at }) => [text, at.y])).toEqual([
      ['−1', 208],
      ['−0.5', 158],
      ['0', 108],
      ['0.5', 58],
      ['1', 8],
    ]);
    expect(markAt(marks, 'frame', 'position 9')).toMatchObject({ text: '9', at: { x: 198, y: 222 } });
  });
  it('has no rings before anything was learned', () => {
    const before = assumptionMarks(SIZE, assumptionPicture({ learned: undefined }));
    expect(marksIn(before, 'learned')).toEqual([]);
    expect(before.map(({ key }) => key)).not.toContain('name learned');
  });
});

describe('the pictures in tables', () => {
  const SIZE = { width: 108, height: 20 };
  it('have what is predicted as a ring and the truth as a line', () => {
    const marks = probabilityMarks(SIZE, 0.25, 0.5);
    expect(markAt(marks, 'predicted').at).toMatchObject({ cx: 29, cy: 10 });
    expect(markAt(marks, 'truth').at).toMatchObject({ x1: 54, x2: 54, y1: 1, y2: 19 });
    expect(markAt(marks, 'scale').at).toMatchObject({ x1: 4, x2: 104, y1: 10 });
    expect(probabilityMarks(SIZE, NaN, NaN).map(({ key }) => key)).toEqual(['scale']);
  });
  it('have a dot a world, whole at either end', () => {
    const marks = stripMarks({ width: 104, height: 14 }, [0, 0.1, NaN, 0.2], 0.2);
    expect(marks.slice(1).map(({ key, at }) => [key, at.cx, at.cy])).toEqual([
      ['world 1', 4, 7],
      ['world 2', 52, 7],
      ['world 4', 100, 7],
    ]);
  });
  it('set the interval of a difference at where nothing is done', () => {
    const at = (value: number) => 100 * value;
    const marks = forestMarks(SIZE, { value: 0.6, reference: 0.5, difference: { low: -0.1, high: 0.3 }, at });
    expect(markAt(marks, 'mean').at).toMatchObject({ cx: 60, cy: 10, class: 'bias-mean' });
    expect(markAt(marks, 'reference').at).toMatchObject({ x1: 50, x2: 50, y1: 0, y2: 20 });
    expect(markAt(marks, 'range').at).toMatchObject({ x1: 40, x2: 80, y1: 10, y2: 10 });
    const none = forestMarks(SIZE, { value: 0.5, reference: 0.5, difference: undefined, at });
    expect(none.map(({ key, at: { class: name } }) => [key, name])).toEqual([
      ['reference', 'bias-reference'],
      ['mean', 'bias-base'],
    ]);
    const alone = forestMarks(SIZE, { value: 0.5, reference: NaN, difference: { low: 0, high: 1 }, at });
    expect(alone.map(({ key }) => key)).toEqual(['mean']);
    const one = forestMarks(SIZE, { value: 0.5, reference: 0.4, difference: { low: NaN, high: NaN }, at });
    expect(one.map(({ key }) => key)).toEqual(['reference', 'mean']);
  });
});

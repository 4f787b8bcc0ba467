import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeMarks, type ChangeRoom, type ShownChange } from './changeMarks.ts';
import { changeWords } from './testing/pictures.ts';
import { textWidth } from './testing/svg.ts';

/** A pixel a step, from 0 to 400. Letters are six pixels wide. */
const ROOM: ChangeRoom = { x: (step) => step, left: 0, right: 400, top: 20, bottom: 90, baseline: 29 };
const change = (step: number, label = 'gate dropout 50%', short = '50%'): ShownChange => ({ step, label, short });

const marks = (changes: ShownChange[], shown = 400, room: Partial<ChangeRoom> = {}) =>
  changeMarks(changes, shown, { ...ROOM, ...room }, changeWords).marks!;
const lines = (...given: Parameters<typeof marks>) =>
  marks(...given).flatMap(({ tag, at }) => (tag === 'line' ? [[at.x1, at.y1, at.x2, at.y2]] : []));
const labels = (...given: Parameters<typeof marks>) =>
  marks(...given).flatMap(({ tag, text, at }) => (tag === 'text' ? [[text, at.x, at.y]] : []));

describe('what was changed while a run trained', () => {
  it('is a line at its step, and its words from there', () => {
    expect(lines([change(120)])).toEqual([[120, 20, 120, 90]]);
    expect(labels([change(120)])).toEqual([['gate dropout 50%', 120, 29]]);
  });
  it('is not drawn before the run has come there', () => {
    expect(lines([change(120), change(200)], 199)).toEqual([[120, 20, 120, 90]]);
    expect(lines([change(120), change(200)], 200)).toHaveLength(2);
    expect(marks([], 400)).toEqual([]);
  });
  it('keeps its words within the picture', () => {
    // 16 letters are 96 pixels.
    expect(labels([change(350)])).toEqual([['gate dropout 50%', 304, 29]]);
    expect(labels([change(10)], 400, { left: 34 })).toEqual([['gate dropout 50%', 34, 29]]);
  });
  it('says less where there is less room, and nothing where there is none', () => {
    expect(labels([change(40)], 400, { right: 96 })).toEqual([['gate dropout 50%', 0, 29]]);
    expect(labels([change(40)], 400, { right: 95 })).toEqual([['50%', 40, 29]]);
    expect(labels([change(4)], 400, { right: 17 })).toEqual([]);
    expect(lines([change(4)], 400, { right: 17 })).toHaveLength(1);
    expect(labels([change(40)], 400, { baseline: null })).toEqual([]);
  });
  it('shares a label with what is near, and keeps its own line', () => {
    expect(labels([change(100), change(150), change(161)])).toEqual([['3 changes', 100, 29]]);
    // "2 changes" are 54 pixels: what comes eight after them has its own words.
    expect(labels([change(100), change(150), change(162)]).map(([text]) => text)).toEqual([
      '2 changes',
      'gate dropout 50%',
    ]);
    expect(lines([change(190), change(100), change(150)]).map(([x]) => x)).toEqual([100, 150, 190]);
  });
  it('has its own label from eight pixels between them on', () => {
    expect(labels([change(100), change(204, 'adam', '')])).toEqual([
      ['gate dropout 50%', 100, 29],
      ['adam', 204, 29],
    ]);
    expect(labels([change(100), change(203, 'adam', '')])).toEqual([['2 changes', 100, 29]]);
  });
  it('takes in a third where the shared label, kept within the picture, reaches back to it', () => {
    // Four letters are 24 pixels: 340–364, 372–396 and, within the picture, 376–400. "2 changes" would have to begin at 346.
    const three = [340, 372, 390].map((step) => change(step, 'adam'));
    expect(labels(three)).toEqual([['3 changes', 340, 29]]);
    // What lies far before them keeps its own.
    expect(labels([change(100, 'adam'), ...three])).toEqual([
      ['adam', 100, 29],
      ['3 changes', 340, 29],
    ]);
  });
  it('counts two fields changed at one step', () => {
    expect(labels([change(100), change(100, 'learning rate 0.1', '0.1')])).toEqual([['2 changes', 100, 29]]);
    expect(lines([change(100), change(100)])).toHaveLength(1);
  });
  it('is one line where there would be a thicket', () => {
    expect(lines([100, 101, 102, 103, 104, 106, 120].map((step) => change(step))).map(([x]) => x)).toEqual([
      100, 103, 106, 120,
    ]);
  });
  it('never overlaps its neighbour, however many there are, and loses none', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(steps, (given) => {
        const shown = labels(given.map((step) => change(step))) as [string, number, number][];
        shown.forEach(([text, x], i) => {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + textWidth(text)).toBeLessThanOrEqual(shown[i + 1]?.[1] ?? 400);
        });
        const counted = shown.map(([text]) => Number(/^(\d+) changes$/.exec(text)?.[1] ?? 1));
        expect(counted.reduce((a, b) => a + b, 0)).toBe(given.length);
      }),
    );
  });
});

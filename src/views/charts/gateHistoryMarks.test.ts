import { describe, expect, it } from 'vitest';
import { bandAt, gateHistoryMarks, stepAt } from './gateHistoryMarks.ts';
import { CHANGES, changeWords, gateHistoryPicture, HISTORY, OWN } from './testing/pictures.ts';
import { markAt, marksIn } from './testing/svg.ts';

// A third of a pixel a step, from 18 to 218. Height 165: axis 18, strip 39.6, gap 16: bands from 91.4 up to 7.
const SIZE = { width: 234, height: 165 };
// Low: strip 24, gap 8: bands from 50 up to 7, counts from 1 at 82 to 4 at 58.
const LOW = { width: 234, height: 100 };

describe('the history of a gate', () => {
  const marks = gateHistoryMarks(LOW, gateHistoryPicture());
  const d = (e: number) => markAt(marks, 'bands', `expert ${String(e)}`).at.d;

  it('has a band for each expert, the first on top, as high as its mean weight', () => {
    // A quarter of 43 pixels at first: 17.75. At the end expert 1 has everything.
    expect(d(1)).toBe('M18,7L51.3,7L84.7,7L118,7L151.3,7L151.3,50L118,41.9L84.7,33.9L51.3,25.8L18,17.8Z');
    expect(d(4)).toBe('M18,39.3L51.3,41.9L84.7,44.6L118,47.3L151.3,50L151.3,50L118,50L84.7,50L51.3,50L18,50Z');
    expect(marksIn(marks, 'bands').map(({ at }) => at['fill-opacity'])).toEqual([0.62, 0.34, 0.62, 0.34]);
    expect(markAt(marks, 'bands', 'expert 1').at.fill).toBe('var(--task-click)');
  });
  it('stands further above the strip where there is height', () => {
    // Height 120: strip 28.8, gap 8; height 121: strip 29.04, gap 16. The foot is 18 above the lower edge.
    const lines = (height: number) =>
      marksIn(gateHistoryMarks({ width: 234, height }, gateHistoryPicture()), 'frame', 'grid').map(({ at }) => at.y1);
    expect(lines(120)).toEqual([65.2, 7, 102, 73.2]);
    expect(lines(121)).toEqual([57.96, 7, 103, 73.96]);
  });
  it('is of the model and the task that are asked for', () => {
    const other = (changed: object) =>
      markAt(gateHistoryMarks(LOW, gateHistoryPicture(changed)), 'bands', 'expert 1').at.d;
    expect(other({ arm: 1 })).toMatch(/^M18,7L.*L18,17.8Z$/);
    expect(other({ arm: 1 })).toContain('L151.3,17.8');
    expect(other({ task: 1 })).toContain('L151.3,28.5'); // a half
    expect(other({ task: 2 })).toContain('L151.3,12.4'); // an eighth
  });
  it('has the colours of its task, or none where all tasks share it', () => {
    const one = gateHistoryMarks(LOW, gateHistoryPicture({ oneGate: true }));
    const colors = (all: typeof marks) => [
      markAt(all, 'bands', 'expert 2').at.fill,
      markAt(all, 'effective', 'effectiveOfMean').at.stroke,
    ];
    expect(colors(marks)).toEqual(['var(--task-click)', 'var(--task-click-ink)']);
    expect(colors(one)).toEqual(['var(--muted)', 'var(--ink)']);
  });
  it('has the number of each expert whose band has room for it, at its end', () => {
    const numbers = (task: number) =>
      marksIn(gateHistoryMarks(LOW, gateHistoryPicture({ task })), 'numbers').map(({ text, at }) => [text, at.x, at.y]);
    expect(numbers(0)).toEqual([['1', 155.3, 32.5]]);
    expect(numbers(1)).toEqual([['1', 155.3, 21.75]]); // an eighth is 5 pixels, a quarter 11
    expect(numbers(2)).toEqual([['4', 155.3, 43.25]]);
  });
  it('has the effective numbers below: per example solid, of the mean weights dashed', () => {
    expect(markAt(marks, 'effective', 'effectivePerExample').at).toMatchObject({
      d: 'M18,58L51.3,64L84.7,70L118,76L151.3,82', // 4 … 1
      'stroke-dasharray': null,
      'stroke-width': 1.75,
    });
    expect(markAt(marks, 'effective', 'effectiveOfMean').at).toMatchObject({
      d: 'M18,58L51.3,63L84.7,68L118,73L151.3,78', // 4 … 1.5
      'stroke-dasharray': '3 2',
      'stroke-width': 1,
    });
  });
  it('counts weights and experts upwards and steps to the right', () => {
    const axis = (name: string, size = LOW) =>
      marksIn(gateHistoryMarks(size, gateHistoryPicture()), 'frame', name)
        .filter(({ tag }) => tag === 'text')
        .map(({ text, at }) => [text, name === 'steps' ? at.x : at.y]);
    expect(axis('weights')).toEqual([['1', 7]]);
    expect(axis('weights', SIZE)).toEqual([
      ['0', 91.4],
      ['1', 7],
    ]);
    expect(axis('counts')).toEqual([['4', 58]]);
    expect(axis('counts', SIZE)).toEqual([['4', 107.4]]);
    expect(axis('steps')).toEqual([
      ['0', 18],
      ['600', 218],
    ]);
    expect(marksIn(marks, 'frame', 'grid').map(({ at }) => at.y1)).toEqual([50, 7, 82, 58]);
  });
  it('has a strip of at least 20 and at most 48 pixels', () => {
    const one = (height: number) => {
      const count = markAt(gateHistoryMarks({ ...LOW, height }, gateHistoryPicture()), 'frame', 'counts', '0');
      return height - 18 - Number(count.at.y);
    };
    expect([one(60), one(100), one(300)]).toEqual([20, 24, 48]);
  });
  it('marks one expert, or one step', () => {
    const on = gateHistoryMarks(LOW, gateHistoryPicture({ pointed: 2, mark: 300 }));
    expect(marksIn(on, 'bands').map(({ at }) => [at['data-on'], at['data-off']])).toEqual([
      [null, ''],
      [null, ''],
      ['', null],
      [null, ''],
    ]);
    expect(markAt(on, 'mark').at).toMatchObject({ x1: 118, x2: 118, y1: 3, y2: 82 });
    expect(marksIn(marks, 'bands').every(({ at }) => at['data-off'] === null)).toBe(true);
    expect(marks.map(({ key }) => key)).not.toContain('mark');
  });
  it('is only a frame before there is a point', () => {
    const empty = gateHistoryMarks(LOW, gateHistoryPicture({ history: [], changes: CHANGES }));
    for (const name of ['bands', 'numbers', 'effective', 'changes']) expect(marksIn(empty, name)).toEqual([]);
  });
  it('names no expert beside a single point, which is no band', () => {
    const start = gateHistoryMarks(LOW, gateHistoryPicture({ history: HISTORY.slice(0, 1) }));
    for (const name of ['bands', 'numbers']) expect(marksIn(start, name)).toEqual([]);
  });
  it('has a line at every change, and their names over the bands, which stay where they were', () => {
    const changed = gateHistoryMarks(LOW, gateHistoryPicture({ changes: CHANGES }));
    expect(marksIn(changed, 'changes').map(({ key, text, at }) => [key, text, at.x1 ?? at.x, at.y1 ?? at.y])).toEqual([
      ['step 100', undefined, 51.33, 7],
      ['step 400', undefined, 151.33, 7],
      ['label 100', '2 changes', 51.33, 17], // 96 and 108 pixels have no room beside each other
    ]);
    expect(markAt(changed, 'changes', 'step 100').at.y2).toBe(82);
    expect(marksIn(changed, 'bands')).toEqual(marksIn(gateHistoryMarks(LOW, gateHistoryPicture()), 'bands'));
  });
  it('names no change over the number of an expert', () => {
    const history = HISTORY.map((point) => ({
      ...point,
      arms: point.arms.map((arm) => ({ ...arm, utilization: new Float64Array(16).fill(0.25).fill(0.5, 0, 1) })),
    }));
    for (const newest of [2, 3, HISTORY.length])
      for (const width of [140, 170, 234, 400])
        for (let step = 0; step <= history[newest - 1].step; step += 50) {
          const changes = [{ step, label: 'gate dropout 50%', short: '50%' }];
          const picture = gateHistoryPicture({ history: history.slice(0, newest), changes });
          const marks = gateHistoryMarks({ width, height: 100 }, picture);
          const [number] = marksIn(marks, 'numbers');
          // Beside the newest point, as high as the names.
          expect([number.text, Number(number.at.y) - 17]).toEqual(['1', expect.closeTo(4.75, 0)]);
          for (const { at, text } of marksIn(marks, 'changes').filter(({ key }) => key.startsWith('label'))) {
            const from = Number(at.x);
            const over = from + changeWords.textWidth(text!) > Number(number.at.x);
            expect(over, `${String(width)} wide, change at ${String(step)}, ${String(newest)} points`).toBe(false);
          }
        }
  });
});

describe('a place in the history of the gates', () => {
  it('is a step between 0 and the last, left to right', () => {
    const size = { width: 234, height: 100 };
    expect([0, 18, 118, 218, 234].map((x) => stepAt(x, size, 600))).toEqual([0, 0, 300, 600, 600]);
  });
  it('is nobody’s where the weights leave something over', () => {
    // A half, a quarter, an eighth and a sixteenth: the last sixteenth of 43 pixels, 2.7, belongs to none.
    const left = HISTORY.map((point) => ({
      ...point,
      arms: point.arms.map((arm) => ({ ...arm, utilization: Float64Array.from([0.5, 0.25, 0.125, 0.0625]) })),
    }));
    expect([46, 49].map((y) => bandAt(y, LOW, gateHistoryPicture({ history: left })))).toEqual([3, null]);
  });
  it('is in the band of an expert, as the newest point has them', () => {
    // Watch time: a half, a quarter, an eighth, an eighth of 43 pixels from 7.
    const at = (y: number, changed: object = {}) => bandAt(y, LOW, gateHistoryPicture({ task: 1, ...changed }));
    expect([6, 7.1, 28, 29, 39, 40, 44, 45, 49.9, 51].map((y) => at(y))).toEqual([null, 0, 0, 1, 1, 2, 2, 3, 3, null]);
    expect(at(20, { history: [] })).toBeNull();
    expect(at(20, { arm: 1 })).toBe(1);
    expect(HISTORY).toHaveLength(5);
  });
});

describe('an expert that a gate may not use', () => {
  // Like may use experts 2 to 4; a history in which it does so equally.
  const history = HISTORY.map((point) => ({
    ...point,
    arms: point.arms.map((arm) => {
      const utilization = arm.utilization.slice();
      utilization.set([0, 1 / 3, 1 / 3, 1 / 3], 8);
      return { ...arm, utilization };
    }),
  }));
  const picture = gateHistoryPicture({ model: OWN, task: 2, history });
  const marks = gateHistoryMarks(LOW, picture);
  it('has no band, no number and no place, and the strip ends at what the gate may use', () => {
    expect(marksIn(marks, 'bands').map(({ key, at }) => [key, at['fill-opacity']])).toEqual([
      ['expert 2', 0.62],
      ['expert 3', 0.34],
      ['expert 4', 0.62],
    ]);
    // Thirds of 43 pixels from 7.
    expect([7, 20, 22, 35, 36, 49].map((y) => bandAt(y, LOW, picture))).toEqual([1, 1, 2, 2, 3, 3]);
    expect(marksIn(marks, 'numbers').map(({ text }) => text)).not.toContain('1');
    expect(markAt(marks, 'frame', 'counts', '0').text ?? '').toBe(
      markAt(
        gateHistoryMarks(LOW, gateHistoryPicture({ model: { experts: 3 }, task: 2, history })),
        'frame',
        'counts',
        '0',
      ).text ?? '',
    );
    const top = (model: typeof OWN | { experts: number }) =>
      markAt(gateHistoryMarks(LOW, gateHistoryPicture({ model, task: 2, history })), 'effective', 'effectivePerExample')
        .at.d;
    // Four effective experts stand higher where three are all there is to use.
    expect(top(OWN)).not.toBe(top({ experts: 4 }));
  });
});

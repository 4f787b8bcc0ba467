import { describe, expect, it } from 'vitest';
import { createFeed } from '../feed.ts';
import type { Frame, HistoryPoint } from '../../session/protocol.ts';
import { curveDomain, curveMarks, stepAt } from './curveMarks.ts';
import type { Mark } from './marks.ts';
import { CHANGES, curvesPicture, HISTORY } from './testing/pictures.ts';
import { markAt, marksIn } from './testing/svg.ts';

// Room for names and values: "watch time" of 60 pixels + 30 + 8. From 34 to 334: half a pixel a step. Values: 1.25 at 20, 0 at 145: 100 pixels a 1.
const SIZE = { width: 432, height: 166 };

describe('the losses relative to the first', () => {
  const marks = curveMarks(SIZE, curvesPicture());
  const d = (key: string) => markAt(marks, 'panel 0', 'curves', key).at.d;

  it('have a curve for each task of each model, at its own values', () => {
    expect(d('click arm 0')).toBe('M34,45L84,57.5L134,70L184,82.5L234,95'); // 1 … 0.5
    expect(d('watchTime arm 0')).toBe('M34,45L84,63.8L134,82.5L184,101.3L234,120'); // 1 … 0.25
    expect(d('like arm 0')).toBe('M34,45L84,45L134,45L184,45L234,45');
    expect(d('click arm 1')).toBe('M34,45L84,51.3L134,57.5L184,63.8L234,70'); // 1 … 0.75
    expect(d('rating arm 1')).toBe('M34,45L84,45L134,45L184,45L234,45');
    expect(marksIn(marks, 'panel 0', 'curves')).toHaveLength(8);
  });
  it('have A thick and B thin, the shown model last, its ends filled or open as its letter', () => {
    const classes = (arm: number) =>
      marksIn(curveMarks(SIZE, curvesPicture({ arm })), 'panel 0', 'curves').map(({ key, at }) => [key, at.class]);
    const tasks = ['click', 'watchTime', 'like', 'rating'];
    const thick = tasks.map((task) => [`${task} arm 0`, 'curve']);
    const thin = tasks.map((task) => [`${task} arm 1`, 'curve other']);
    expect(classes(0)).toEqual([...thin, ...thick]);
    expect(classes(1)).toEqual([...thick, ...thin]);
    const end = (arm: number) => markAt(curveMarks(SIZE, curvesPicture({ arm })), 'panel 0', 'ends', 'click').at;
    expect([end(0).fill, end(0).stroke]).toEqual(['var(--task-click)', undefined]);
    expect([end(1).fill, end(1).stroke]).toEqual(['var(--panel)', 'var(--task-click)']);
  });
  it('can be told apart without colour: every task has dashes of its own, in both models the same', () => {
    const dashes = (arm: number) =>
      ['click', 'watchTime', 'like', 'rating'].map(
        (task) => markAt(marks, 'panel 0', 'curves', `${task} arm ${String(arm)}`).at['stroke-dasharray'],
      );
    expect(new Set(dashes(0)).size).toBe(4);
    expect(dashes(0)).toEqual(dashes(1));
    expect(dashes(0)[0]).toBeNull();
  });
  it('name each shown curve at its end with its value, fourteen pixels apart', () => {
    const labels = marksIn(marks, 'panel 0', 'labels');
    expect(labels.map(({ key, text }) => [key, text])).toEqual([
      ['click', 'click 0.50'],
      ['watchTime', 'watch time 0.25'],
      ['like', 'like 1.00'],
      ['rating', 'rating 1.50'],
    ]);
    expect(labels.map(({ at }) => [at.x, at.y])).toEqual([
      [240, 99],
      [240, 124],
      [240, 49],
      [240, 28], // 1.5 lies above the scale: its name stays below the unit
    ]);
    expect(labels[0].at.fill).toBe('var(--task-click-ink)');
    expect(marksIn(marks, 'panel 0', 'ends').map(({ key, at }) => [key, at.cx, at.cy])).toEqual([
      ['click', 234, 95],
      ['watchTime', 234, 120],
      ['like', 234, 45],
      ['rating', 234, 20],
    ]);
  });
  it('say how high they went where the scale cuts them off', () => {
    expect(markAt(marks, 'panel 0', 'peak')).toMatchObject({ text: 'peak 1.5', at: { x: 340, y: 10 } });
    const calm = HISTORY.map((point) => ({ ...point, arms: [point.arms[1], point.arms[1]] }));
    expect(marksIn(curveMarks(SIZE, curvesPicture({ history: calm })), 'panel 0').map(({ key }) => key)).not.toContain(
      'peak',
    );
  });
  it('count values upwards and steps to the right', () => {
    expect(marksIn(marks, 'panel 0', 'frame', 'values').map(({ text, at }) => [text, at.y])).toEqual([
      ['0', 145],
      ['0.2', 125],
      ['0.4', 105],
      ['0.6', 85],
      ['0.8', 65],
      ['1', 45],
      ['1.2', 25],
    ]);
    const steps = marksIn(marks, 'panel 0', 'frame', 'steps').filter(({ tag }) => tag === 'text');
    expect(steps.map(({ text, at }) => [text, at.x, at.y])).toEqual([
      ['0', 34, 152],
      ['300', 184, 152],
      ['600', 334, 152],
    ]);
    expect(markAt(marks, 'panel 0', 'frame', 'step')).toMatchObject({ text: 'step', at: { x: 350, y: 161 } });
    expect(markAt(marks, 'panel 0', 'frame', 'unit').text).toBe('loss / loss at step 0');
  });
  it('end at a name that is whole under the mouse where it was cut off', () => {
    const { words } = curvesPicture();
    const tasks = ['click', 'watched a…', 'like', 'rating'];
    const whole = ['click', 'watched at least half', 'like', 'rating'];
    const labels = marksIn(curveMarks(SIZE, curvesPicture({ words: { ...words, tasks, whole } })), 'panel 0', 'labels');
    expect(labels.map(({ tag }) => tag)).toEqual(['text', 'g', 'text', 'text']);
    expect(labels[1].marks![0]).toMatchObject({ tag: 'title', text: 'watched at least half' });
    expect(labels[1].marks![1].text).toMatch(/^watched a…/);
  });
  it('count in bigger steps in a low panel', () => {
    const values = (height: number, changed: object, panel = 'panel 0') =>
      marksIn(curveMarks({ ...SIZE, height }, curvesPicture(changed)), panel, 'frame', 'values').map(
        ({ text }) => text,
      );
    // 129 − 19 = 110 pixels are enough for five numbers or so.
    expect(values(129, {})).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1', '1.2']);
    expect(values(128, {})).toEqual(['0', '0.5', '1']);
    // 0.6 · 1.25 = 0.75: a fifth of it is nearer to 0.2 than to 0.1.
    expect(values(251, { kind: 'loss' })).toEqual(['0', '0.2', '0.4', '0.6']);
  });
  it('draw every point of 240, and every other one of more', () => {
    const corners = (points: number) => {
      const history = Array.from({ length: points }, (_, step) => ({ ...HISTORY[0], step }));
      return String(
        markAt(curveMarks(SIZE, curvesPicture({ history })), 'panel 0', 'curves', 'click arm 0').at.d,
      ).match(/[ML]/g)?.length;
    };
    expect([corners(240), corners(241)]).toEqual([240, 121]);
  });
  it('are cut off at the edges of their own panel', () => {
    expect(markAt(marks, 'panel 0', 'curves').at['clip-path']).toBe('url(#curves-0)');
    expect(markAt(marks, 'panel 0', 'frame', 'clip').at.id).toBe('curves-0');
    expect(markAt(marks, 'panel 0', 'frame', 'clip', 'window').at).toMatchObject({
      x: 34,
      y: 19,
      width: 301,
      height: 128,
    });
  });
  it('are nothing but their frame before there is a point', () => {
    expect(marksIn(curveMarks(SIZE, curvesPicture({ history: [] })), 'panel 0').map(({ key }) => key)).toEqual([
      'frame',
    ]);
  });
  it('break where a value is no number', () => {
    const holed = HISTORY.map((point, i) =>
      i === 1 ? { ...point, arms: [{ ...point.arms[0], loss: [NaN, 8, 0.4, 2] }, point.arms[1]] } : point,
    );
    const broken = curveMarks(SIZE, curvesPicture({ history: holed }));
    expect(markAt(broken, 'panel 0', 'curves', 'click arm 0').at.d).toBe('M34,45ZM134,70L184,82.5L234,95');
    const ended = curveMarks(SIZE, curvesPicture({ history: holed.slice(0, 2) }));
    expect(marksIn(ended, 'panel 0', 'ends').map(({ key }) => key)).toEqual(['watchTime', 'like', 'rating']);
    // Its name is at the foot of the panel.
    expect(markAt(ended, 'panel 0', 'labels', 'click')).toMatchObject({ text: 'click –', at: { y: 151 } });
  });
});

describe('losses in their own units', () => {
  it('have a panel for the entropies and one for the squared errors', () => {
    // Two panels of (175 − 19 − 12) / 2 = 72 pixels. Entropies: 0.6 · 1.25 = 0.75 at 20, 0 at 70. Squares: 8 · 1.25 = 10 at 104, 0 at 154.
    const marks = curveMarks({ width: 432, height: 175 }, curvesPicture({ kind: 'loss' }));
    expect(marks.map(({ key }) => key)).toEqual(['panel 0', 'panel 1']);
    expect(marksIn(marks, 'panel 0', 'curves').map(({ key }) => key)).toEqual([
      'click arm 1',
      'like arm 1',
      'click arm 0',
      'like arm 0',
    ]);
    expect(markAt(marks, 'panel 0', 'curves', 'click arm 0').at.d).toBe('M34,30L84,35L134,40L184,45L234,50');
    expect(markAt(marks, 'panel 1', 'curves', 'watchTime arm 0').at.d).toBe(
      'M34,114L84,121.5L134,129L184,136.5L234,144',
    );
    expect(marksIn(marks, 'panel 1', 'frame', 'values').map(({ text }) => text)).toEqual(['0', '5', '10']);
    expect(marksIn(marks, 'panel 0', 'frame').map(({ key }) => key)).not.toContain('steps');
    expect(markAt(marks, 'panel 1', 'frame', 'unit')).toMatchObject({ text: 'squared error', at: { y: 94 } });
  });
  it('or AUC, where there is one', () => {
    const marks = curveMarks(SIZE, curvesPicture({ kind: 'auc', words: { ...curvesPicture().words, units: ['AUC'] } }));
    // From 0.5 at 145 to 1 at 20: a tenth is 25 pixels.
    expect(markAt(marks, 'panel 0', 'curves', 'click arm 0').at.d).toBe('M34,145L84,126.3L134,107.5L184,88.8L234,70');
    expect(marksIn(marks, 'panel 0', 'labels').map(({ text }) => text)).toEqual(['click 0.80', 'like 0.60']);
  });
});

describe('a step that is read off', () => {
  it('has a line at the nearest point, and the values there', () => {
    const marks = curveMarks(SIZE, curvesPicture({ cursor: 130 }));
    expect(markAt(marks, 'panel 0', 'cursor').at).toMatchObject({ x1: 84, x2: 84, y1: 20, y2: 147 });
    expect(marksIn(marks, 'panel 0', 'labels').map(({ text, at }) => [text, at.x])).toEqual([
      ['click 0.88', 340],
      ['watch time 0.81', 340],
      ['like 1.00', 340],
      ['rating 1.13', 340],
    ]);
    expect(markAt(marks, 'panel 0', 'ends', 'click').at).toMatchObject({ cx: 84, cy: 57.5 });
  });
  it('shows values in place of names where there is no room for both', () => {
    const text = (cursor: number | null) =>
      markAt(curveMarks({ ...SIZE, width: 299 }, curvesPicture({ cursor })), 'panel 0', 'labels', 'click').text;
    expect([text(null), text(100)]).toEqual(['click', '0.88']);
  });
  it('has room for both from 300 pixels on', () => {
    // "watch time" is 60 pixels, its value 30 more, and 8 between: the curves end at 202, or at 231 of 299 without values.
    expect(stepAt(118, 300, curvesPicture())).toBe(300);
    expect(stepAt(132.5, 299, curvesPicture())).toBe(300);
    const click = markAt(curveMarks({ ...SIZE, width: 300 }, curvesPicture()), 'panel 0', 'labels', 'click');
    expect(click).toMatchObject({ text: 'click 0.50', at: { x: 152 } }); // step 400 of 600 is at 146
  });
  it('is the step under the pointer', () => {
    const at = (x: number) => stepAt(x, SIZE.width, curvesPicture());
    expect([at(0), at(34), at(184), at(334), at(500)]).toEqual([0, 0, 300, 600, 600]);
    expect(stepAt(184, 372 - 30 - 30, curvesPicture())).toBeCloseTo((150 / 180) * 600, 9);
  });
});

describe('a task that is pointed at', () => {
  it('keeps its curves and its name, the others are dimmed', () => {
    const marks = curveMarks(SIZE, curvesPicture({ pointed: 1 }));
    const on = (group: string) =>
      marksIn(marks, 'panel 0', group)
        .filter(({ at }) => at['data-off'] === null)
        .map(({ key }) => key);
    expect(on('curves')).toEqual(['watchTime arm 1', 'watchTime arm 0']);
    expect(on('labels')).toEqual(['watchTime']);
  });
});

describe('what was changed', () => {
  it('is marked on every panel and named on the first', () => {
    const marks = curveMarks({ width: 432, height: 175 }, curvesPicture({ kind: 'loss', changes: CHANGES }));
    expect(marksIn(marks, 'panel 0', 'changes').map(({ key, at, text }) => [key, at.x1 ?? at.x, text])).toEqual([
      ['step 100', 84, undefined],
      ['step 400', 234, undefined],
      ['label 100', 84, 'gate dropout 50%'],
      ['label 400', 226, 'learning rate 0.01'], // 18 letters, 108 pixels, end at 334
    ]);
    expect(markAt(marks, 'panel 0', 'changes', 'step 100').at).toMatchObject({ y1: 20, y2: 72 });
    // Named over the curves, which stay where they were before it acted.
    expect(markAt(marks, 'panel 0', 'changes', 'label 100').at.y).toBe(29);
    expect(markAt(marks, 'panel 0', 'frame', 'clip', 'window').at).toMatchObject({ y: 19, height: 53 });
    expect(markAt(marks, 'panel 0', 'curves', 'like arm 0').at.d).toMatch(/^M34,43.3L/); // 0.4 of 0.75 in 50 pixels
    expect(markAt(marks, 'panel 1', 'frame', 'clip', 'window').at).toMatchObject({ y: 103, height: 53 });
    expect(marksIn(marks, 'panel 1', 'changes').map(({ key }) => key)).toEqual(['step 100', 'step 400']);
    expect(markAt(marks, 'panel 1', 'changes', 'step 100').at).toMatchObject({ y1: 104, y2: 156 });
  });
  it('is not there before the run has come there', () => {
    const early = curveMarks(SIZE, curvesPicture({ history: HISTORY.slice(0, 3), changes: CHANGES }));
    expect(marksIn(early, 'panel 0', 'changes').map(({ key }) => key)).toEqual(['step 100', 'label 100']);
  });
});

describe('what curves show', () => {
  /** A run that rises to 20 for twelve points and comes back. */
  const wild = (n: number): HistoryPoint[] =>
    Array.from({ length: n }, (_, i) => {
      const loss = 0.4 * (i >= 10 && i < 22 ? 10 + (i % 3) : i === 30 ? 20 : 1);
      return { step: 4 * i, arms: [{ ...HISTORY[0].arms[0], loss: [loss, 8, loss, 2] }, HISTORY[0].arms[1]] };
    });

  /** The picture at the end of a run of which so many points came between two frames, whatever was seen on the way. */
  function played(history: HistoryPoint[], every: number): Mark[] {
    const feed = createFeed(() => undefined);
    let marks: Mark[] = [];
    for (let i = 0; i < history.length; i += every) {
      // Between grid points the models are measured too: what only a slow run shows must leave no trace.
      const frame = { step: history[i].step + 1, steps: 600, stepsPerSecond: 0, arms: [] } as Frame;
      feed.push(frame, history.slice(i, i + every), i === 0);
      marks = curveMarks(SIZE, curvesPicture({ history: feed.history }));
    }
    return marks;
  }

  it('does not depend on how fast it was played', () => {
    const history = wild(60);
    const slow = played(history, 1);
    for (const every of [2, 7, 60]) expect(played(history, every)).toEqual(slow);
    expect(markAt(slow, 'panel 0', 'peak').text).toBe('peak 20');
  });
  it('keeps the scale that a long rise asked for', () => {
    // Twelve points of at least ten times the start: 1.25 doubled three times is 10.
    expect(curveDomain('relative', wild(60), [0, 1, 2, 3])).toEqual([0, 10]);
    expect(curveDomain('relative', wild(15), [0, 1, 2, 3])).toEqual([0, 1.25]);
  });
});

describe('what stands between two points of the grid', () => {
  // 600 steps: a point every 4. At step 402 click is at ten times its first loss.
  const spike: HistoryPoint = {
    step: 402,
    arms: HISTORY[4].arms.map((arm) => ({ ...arm, loss: [6, ...arm.loss.slice(1)] })),
  };
  const drawn = (history: HistoryPoint[]): Mark[] =>
    curveMarks({ width: 432, height: 200 }, curvesPicture({ history }));
  it('is the end of the curves, and moves neither scale nor peak: those are the same however the run is watched', () => {
    const marks = drawn([...HISTORY, spike]);
    expect(markAt(marks, 'panel 0', 'labels', 'click').text).toBe('click 10.00');
    expect(markAt(marks, 'panel 0', 'frame')).toEqual(markAt(drawn(HISTORY), 'panel 0', 'frame'));
    const named = (of: Mark[]) => marksIn(of, 'panel 0').find(({ key }) => key === 'peak')?.text;
    expect(named(marks)).toBe(named(drawn(HISTORY)));
    expect(named(drawn([...HISTORY, { ...spike, step: 404 }]))).toBe('peak 10');
  });
});

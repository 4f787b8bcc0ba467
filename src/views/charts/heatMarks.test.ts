import { describe, expect, it } from 'vitest';
import { heatArms, heatMarks } from './heatMarks.ts';
import { HEAT_VIEWS, heatPicture, OWN } from './testing/pictures.ts';
import { markAt, marksIn } from './testing/svg.ts';

// Below each other: cells of 35 × 20 pixels, from (68, 17) and from (68, 122).
const SIZE = { width: 300, height: 217 };
/** 0.04 + 0.96 w^0.7, by hand. */
const DARK = { 0: 0.04, 0.1: 0.23, 0.2: 0.35, 0.25: 0.4, 0.4: 0.55, 0.7: 0.79, 1: 1 };

describe('who uses which expert', () => {
  const marks = heatMarks(SIZE, heatPicture());
  const dark = (arm: number, task: string) =>
    [1, 2, 3, 4].map(
      (e) => markAt(marks, `arm ${String(arm)}`, 'cells', `${task} expert ${String(e)}`).at['fill-opacity'],
    );

  it('shows each model’s own weights, task by task and expert by expert', () => {
    expect(dark(0, 'click')).toEqual([DARK[1], DARK[0], DARK[0], DARK[0]]);
    expect(dark(0, 'rating')).toEqual([DARK[0.1], DARK[0.2], DARK[0.7], DARK[0]].map((value) => value));
    expect(dark(1, 'click')).toEqual([DARK[0.1], DARK[0.7], DARK[0.1], DARK[0.1]]);
    expect(dark(1, 'watchTime')).toEqual([DARK[0.2], DARK[0.4], DARK[0.2], DARK[0.2]]);
    expect(dark(1, 'rating')).toEqual([DARK[0.25], DARK[0.25], DARK[0.25], DARK[0.25]]);
  });
  it('places expert by expert to the right and task by task down, the second model below', () => {
    const cell = (arm: number, key: string) => markAt(marks, `arm ${String(arm)}`, 'cells', key).at;
    expect(cell(0, 'click expert 1')).toMatchObject({ x: 68.75, y: 17.75, width: 33.5, height: 18.5 });
    expect(cell(0, 'watchTime expert 3')).toMatchObject({ x: 138.75, y: 37.75 });
    expect(cell(1, 'rating expert 4')).toMatchObject({ x: 173.75, y: 182.75 });
    expect(marksIn(marks, 'arm 0', 'cells')).toHaveLength(16);
    expect(marksIn(marks, 'arm 1', 'cells')).toHaveLength(16);
  });
  it('colours the rows by task', () => {
    const fill = (task: string) => markAt(marks, 'arm 1', 'cells', `${task} expert 2`).at.fill;
    expect(['click', 'watchTime', 'like', 'rating'].map(fill)).toEqual([
      'var(--task-click)',
      'var(--task-watchTime)',
      'var(--task-like)',
      'var(--task-rating)',
    ]);
  });
  it('signs a dead expert with a cross, one under the threshold with a ring, and nothing else', () => {
    const signs = Object.fromEntries(
      marksIn(marks, 'arm 0', 'signs').map(({ key, at }) => [key, `${String(at.class)} ${String(at.transform)}`]),
    );
    expect(signs).toEqual({
      'click expert 2': 'sign unused translate(120.5,27)',
      'click expert 3': 'sign unused translate(155.5,27)',
      'click expert 4': 'sign dead translate(190.5,27)',
      'watchTime expert 4': 'sign dead translate(190.5,47)',
      'like expert 4': 'sign dead translate(190.5,67)',
      'rating expert 4': 'sign dead translate(190.5,87)',
    });
    const drawn = (key: string) => String(markAt(marks, 'arm 0', 'signs', key).at.d);
    expect(drawn('click expert 4')).toBe('M-3,-3L3,3M-3,3L3,-3');
    expect(drawn('click expert 2')).toBe('M-3,0A3,3 0 1 0 3,0A3,3 0 1 0 -3,0');
    expect(marksIn(marks, 'arm 1', 'signs')).toEqual([]);
  });
  it('counts a weight at the threshold as used', () => {
    const at = (threshold: number) => marksIn(heatMarks(SIZE, heatPicture({ threshold })), 'arm 1', 'signs').length;
    expect([at(0.1), at(0.101)]).toEqual([0, 3]);
  });
  it('says of each model which gates are polarized', () => {
    const words = (arm: number) =>
      marksIn(marks, `arm ${String(arm)}`, 'words').map(({ key, text, at }) => [
        key,
        text,
        at['data-alarm'],
        at['data-strong'],
      ]);
    expect(words(0)).toEqual([
      ['heading', 'A · no dropout', undefined, undefined],
      // One alarm: which gate it is about is told by weight.
      ['verdict', 'polarized', '', undefined],
      ['count click', '3 of 4 unused', undefined, ''],
      ['count watchTime', '1 of 4 unused', undefined, null],
      ['count like', '1 of 4 unused', undefined, null],
      ['count rating', '1 of 4 unused', undefined, null],
    ]);
    expect(words(1).map(([, text, alarm, strong]) => [text, alarm, strong])).toEqual([
      ['B · 10% dropout', undefined, undefined],
      ['not polarized', null, undefined],
      ...new Array<unknown>(4).fill(['0 of 4 unused', undefined, null]),
    ]);
  });
  it('has one row, in no task’s colour, where one gate serves all tasks', () => {
    const words = {
      arms: ['A · no dropout', 'B · 10% dropout'],
      polarized: 'polarized',
      notPolarized: 'not polarized',
      count: (unused: number) => `${String(unused)} of 4 unused`,
    };
    // Every task's row of such a model is the one gate's.
    const one = HEAT_VIEWS.map((view) => ({
      ...view,
      utilization: Float64Array.from([1, 2, 3, 4].flatMap(() => [...view.utilization.slice(0, 4)])),
    }));
    const single = heatMarks(
      SIZE,
      heatPicture({ arms: heatArms(one, { experts: 4 }, 0.01, words, [0]), names: ['the one gate'] }),
    );
    for (const arm of ['arm 0', 'arm 1']) {
      expect(marksIn(single, arm, 'cells').map(({ at }) => at.fill)).toEqual(new Array(4).fill('var(--muted)'));
      expect(marksIn(single, arm, 'names').map(({ text }) => text)).toEqual(['the one gate']);
      expect(marksIn(single, arm, 'words')).toHaveLength(3);
    }
    // Rows of 30 pixels at most; the second map stands right below the first: 17 + 30 + 8 + 17.
    expect(markAt(single, 'arm 1', 'cells', 'click expert 1').at).toMatchObject({ y: 72.75, height: 28.5 });
  });
  it('is one map, with its names and numbers and higher rows, where one stands for both models', () => {
    const { arms } = heatPicture();
    // (217 − 17 − 15) / 4 is 46.25: 44 at most. The numbers of the experts stand below the fourth row.
    for (const width of [300, 900]) {
      const alone = heatMarks({ ...SIZE, width }, heatPicture({ arms: arms.slice(0, 1) }));
      expect(alone.map(({ key }) => key)).toEqual(['arm 0']);
      expect(markAt(alone, 'arm 0', 'cells', 'click expert 1').at).toMatchObject({ y: 17.75, height: 42.5 });
      expect(marksIn(alone, 'arm 0', 'names')).toHaveLength(4);
      expect(marksIn(alone, 'arm 0', 'experts').map(({ at, text }) => [text, at.y])).toEqual(
        [1, 2, 3, 4].map((e) => [String(e), 205]),
      );
    }
  });
  it('has a name that was cut off whole under the mouse, and adds nothing to one that was not', () => {
    const names = ['click', 'watched a…', 'like', 'rating'];
    const cut = heatMarks(
      SIZE,
      heatPicture({ names, wholeNames: ['click', 'watched at least half', 'like', 'rating'] }),
    );
    const [click, watched] = marksIn(cut, 'arm 0', 'names');
    expect(click.tag).toBe('text');
    expect(watched.marks!.map(({ tag, text }) => [tag, text])).toEqual([
      ['title', 'watched at least half'],
      ['text', 'watched a…'],
    ]);
  });
  it('puts the words beside their rows', () => {
    expect(markAt(marks, 'arm 0', 'words', 'heading').at).toMatchObject({ x: 0, y: 12 });
    expect(markAt(marks, 'arm 0', 'words', 'verdict').at).toMatchObject({ x: 300, y: 12, 'text-anchor': 'end' });
    expect(markAt(marks, 'arm 1', 'words', 'count like').at).toMatchObject({ x: 216, y: 176 });
    expect(markAt(marks, 'arm 1', 'names', 'like')).toMatchObject({
      text: 'like',
      at: { x: 0, y: 176, fill: 'var(--task-like-ink)' },
    });
    expect(marksIn(marks, 'arm 0', 'experts')).toEqual([]);
    expect(marksIn(marks, 'arm 1', 'experts').map(({ text, at }) => [text, at.x, at.y])).toEqual([
      ['1', 85.5, 214],
      ['2', 120.5, 214],
      ['3', 155.5, 214],
      ['4', 190.5, 214],
    ]);
  });
});

describe('two maps beside each other', () => {
  it('name the tasks once and the experts twice', () => {
    // (600 − 60 − 32) / 2 = 254 pixels a map: cells of 40.5; height 112 leaves rows of 20.
    const marks = heatMarks({ width: 600, height: 112 }, heatPicture());
    expect(marksIn(marks, 'arm 0', 'names').map(({ text }) => text)).toEqual(['click', 'watch time', 'like', 'rating']);
    expect(marksIn(marks, 'arm 1', 'names')).toEqual([]);
    expect(markAt(marks, 'arm 0', 'cells', 'click expert 1').at).toMatchObject({ x: 68.75, y: 17.75, width: 39 });
    expect(markAt(marks, 'arm 1', 'cells', 'click expert 1').at).toMatchObject({ x: 346.75, y: 17.75 });
    for (const arm of ['arm 0', 'arm 1']) expect(marksIn(marks, arm, 'experts')).toHaveLength(4);
  });
});

describe('a part that is pointed at', () => {
  it('keeps its cells, with their numbers, and dims the others', () => {
    const marks = heatMarks(SIZE, heatPicture({ pointed: { expert: 2, task: null } }));
    expect(marksIn(marks, 'arm 0', 'values').map(({ key, text }) => [key, text])).toEqual([
      ['click expert 3', '0'],
      ['watchTime expert 3', '30'],
      ['like expert 3', '50'],
      ['rating expert 3', '70'],
    ]);
    expect(markAt(marks, 'arm 1', 'values', 'like expert 3')).toMatchObject({ text: '20', at: { x: 155.5, y: 176 } });
    const on = marksIn(marks, 'arm 0', 'cells').filter(({ at }) => at['data-off'] === null);
    expect(on.map(({ key }) => key)).toEqual(
      ['click', 'watchTime', 'like', 'rating'].map((task) => `${task} expert 3`),
    );
    // Where a number is read there is no sign.
    expect(marksIn(marks, 'arm 0', 'signs').map(({ key }) => key)).not.toContain('click expert 3');
  });
  it('may be one gate', () => {
    const marks = heatMarks(SIZE, heatPicture({ pointed: { expert: null, task: 3 } }));
    expect(marksIn(marks, 'arm 0', 'values').map(({ key, text }) => [key, text])).toEqual([
      ['rating expert 1', '10'],
      ['rating expert 2', '20'],
      ['rating expert 3', '70'],
      ['rating expert 4', '0'],
    ]);
  });
  it('keeps its signs where its cells are too narrow for numbers', () => {
    // (228 − 68 − 84 − 8) / 4 = 17 pixels a cell.
    const marks = heatMarks({ ...SIZE, width: 228 }, heatPicture({ pointed: { expert: null, task: 0 } }));
    expect(marksIn(marks, 'arm 0', 'values')).toEqual([]);
    expect(marksIn(marks, 'arm 0', 'signs')).toHaveLength(6);
  });
});

describe('the numbers of many experts', () => {
  const many = (experts: number, width: number) => {
    const views = HEAT_VIEWS.map(() => ({
      utilization: new Float64Array(4 * experts).fill(1 / experts),
      dead: new Uint8Array(experts),
    }));
    const words = { arms: ['a', 'b'], polarized: 'p', notPolarized: 'n', count: String };
    const picture = heatPicture({ model: { experts }, arms: heatArms(views, { experts }, 0.01, words) });
    return marksIn(heatMarks({ width, height: 217 }, picture), 'arm 1', 'experts').map(({ text }) => text);
  };
  it('are every other one where they have no room', () => {
    expect(many(9, 241)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']); // 9 pixels each
    expect(many(9, 240)).toEqual(['1', '3', '5', '7', '9']);
    expect(many(10, 320)).toHaveLength(10); // 16 pixels each
    expect(many(10, 319)).toEqual(['1', '3', '5', '7', '9']);
  });
});

describe('an expert that a gate may not use', () => {
  const marks = heatMarks(SIZE, heatPicture({ model: OWN, pointed: { expert: null, task: null } }));
  it('has no cell, no sign and no number', () => {
    const keys = marksIn(marks, 'arm 0', 'cells').map(({ key }) => key);
    expect(keys).toHaveLength(12);
    expect(keys.filter((key) => /expert [14]$/.test(key))).toEqual([
      ...['click expert 1', 'watchTime expert 1', 'like expert 4', 'rating expert 4'],
    ]);
    expect(marksIn(marks, 'arm 0', 'signs').map(({ key }) => key)).not.toContain('watchTime expert 4');
    expect(marksIn(marks, 'arm 0', 'signs').map(({ key }) => key)).toContain('like expert 4');
    const on = heatMarks({ ...SIZE, width: 400 }, heatPicture({ model: OWN, pointed: { expert: 0, task: null } }));
    expect(marksIn(on, 'arm 0', 'values').map(({ key }) => key)).toEqual(['click expert 1', 'watchTime expert 1']);
  });
  it('has none in the model whose gate it is: the other has its own', () => {
    const both = heatMarks(SIZE, heatPicture({ model: { experts: 4, visibleOf: [undefined, OWN.visible] } }));
    expect([0, 1].map((arm) => marksIn(both, `arm ${String(arm)}`, 'cells').length)).toEqual([16, 12]);
    const words = {
      arms: ['A', 'B'],
      polarized: 'p',
      notPolarized: 'n',
      count: (n: number, of: number) => `${n}/${of}`,
    };
    const [view] = HEAT_VIEWS;
    const [a, b] = heatArms([view, view], { experts: 4, visibleOf: [undefined, OWN.visible] }, 0.01, words);
    expect([a.counts[0].text, b.counts[0].text]).toEqual(['3/4', '2/3']);
  });
  it('is not counted as unused', () => {
    const words = {
      arms: ['A', 'B'],
      polarized: 'p',
      notPolarized: 'n',
      count: (n: number, of: number) => `${n}/${of}`,
    };
    const [a] = heatArms(HEAT_VIEWS, OWN, 0.01, words);
    // click uses expert 1 of its three; like and rating leave their own fourth.
    expect(a.counts).toEqual([
      { text: '2/3', polarized: true },
      { text: '0/3', polarized: false },
      { text: '1/3', polarized: false },
      { text: '1/3', polarized: false },
    ]);
    // Of a gate that may use one expert, and uses it, three of four are not unused: it has no choice.
    const alone = { experts: 4, visible: [0b0001, 0b0111, 0b1110, 0b1110] };
    const onto = {
      utilization: Float64Array.of(1, 0, 0, 0, ...new Array<number>(12).fill(0.25)),
      dead: new Uint8Array(4),
    };
    const [b] = heatArms([onto], alone, 0.01, words);
    expect(b.counts[0]).toEqual({ text: '0/1', polarized: false });
    expect(b.verdict).toBe('n');
  });
});

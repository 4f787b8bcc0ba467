import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { MEASURES } from '../../experiments/cures/recommend.ts';
import { combinationName, markedName } from './names.ts';
import { STORED_SETTINGS, storedCures } from '../../experiments/cures/stored.ts';
import { curveOf } from './curve.ts';
import { markAt, marksIn, textWidth } from '../charts/testing/svg.ts';
import { numbers } from '../charts/testing/pictures.ts';
import { PARETO_HEIGHT, paretoLayout, paretoMarks, pointAt, type ParetoPicture } from './paretoMarks.ts';
import { pointsOf, rolesOf } from './points.ts';
import { CURES } from './testing.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const points = pointsOf(CURES, 'weights');
const picture = (changed: Partial<ParetoPicture> = {}): ParetoPicture => ({
  points,
  roles: rolesOf(points, CURES, 'weights'),
  chosen: null,
  pointed: null,
  words: {
    rate: 'runs',
    loss: 'loss',
    name: (id) => id,
    percent: (share) => numbers.percent(share),
    ratio: (value) => numbers.plain(value, 2),
  },
  textWidth,
  ...changed,
});

// 600 wide: names of the column are 13 letters at most, 78 pixels; ticks 38, leader 26: the axis stands at 142, the end at 586. The highest
// interval, of 45 of 100, ends at 54.8%: the scale goes to 60%. Losses from .65 / 1.03 to 1.30 · 1.03, from 428 up to 30.
const [x0, x1] = [142, 586];
const x = (share: number): number => x0 + (share / 0.6) * (x1 - x0);
const [low, high] = [0.65 / 1.03, 1.3 * 1.03];
const y = (ratio: number): number => 428 - (Math.log(ratio / low) / Math.log(high / low)) * 398;

describe('the plane', () => {
  const layout = paretoLayout(600, picture());
  it('has polarization from left to right and the loss upwards, in logarithms', () => {
    expect([layout.x0, layout.x1]).toEqual([x0, x1]);
    for (const share of [0, 0.2, 0.6]) expect(layout.x(share)).toBeCloseTo(x(share), 6);
    for (const ratio of [0.7, 1, 1.3]) expect(layout.y(ratio)).toBeCloseTo(y(ratio), 6);
    expect(layout.y(1.2)).toBeLessThan(layout.y(1));
  });
  it('marks 1, and round numbers that leave each other room', () => {
    expect(layout.ratios).toContain(1);
    expect(layout.rates).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
    const places = layout.ratios.map((ratio) => layout.y(ratio));
    expect(Math.min(...places.slice(1).map((place, i) => places[i] - place))).toBeGreaterThanOrEqual(18);
    expect(markAt(paretoMarks(600, picture()), 'frame', 'line 1').at).toMatchObject({
      class: 'cure-one',
      y1: Number(y(1).toFixed(2)),
    });
  });
  it('has every round number where there is room for it', () => {
    const far = points.map((point) => ({
      ...point,
      loss: { ...point.loss, high: Math.min(1.55, point.loss.high + 0.3) },
    }));
    expect(paretoLayout(600, picture({ points: far })).ratios).toEqual([0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5]);
  });
  it('keeps losses beyond all measure at its end', () => {
    const wild = points.map((point) =>
      point.id === 'noise:1' ? { ...point, loss: { ...point.loss, ratio: 50, high: 90 } } : point,
    );
    const far = paretoLayout(600, picture({ points: wild }));
    expect(far.y(50)).toBe(far.y(4));
  });
});

describe('a mark', () => {
  const marks = paretoMarks(600, picture({ chosen: 'swish' }));
  it('stands at its rate and loss, with both intervals', () => {
    const { low: from, high: to } = points[1].rate;
    expect(markAt(marks, 'dropout:0.1', 'rate').at).toMatchObject({
      x1: Number(x(from).toFixed(2)),
      x2: Number(x(to).toFixed(2)),
      y1: Number(y(1.1).toFixed(2)),
    });
    expect(markAt(marks, 'dropout:0.1', 'loss').at).toMatchObject({
      x1: Number(x(0.08).toFixed(2)),
      y1: Number(y(1.05).toFixed(2)),
      y2: Number(y(1.15).toFixed(2)),
    });
  });
  it('has a shape by its kind; none has no interval of the loss', () => {
    expect(markAt(marks, 'swish').at['data-kind']).toBe('expert');
    expect(markAt(marks, 'rate:0.5').at['data-kind']).toBe('optimizer');
    expect(markAt(marks, 'none').at['data-kind']).toBe('none');
    expect(marksIn(marks, 'none').map(({ key }) => key)).toEqual(['rate', 'mark']);
    expect(markAt(marks, 'rate:0.5', 'mark').at.d).not.toBe(markAt(marks, 'swish', 'mark').at.d);
  });
  it('is larger where it is chosen or pointed at; others step back while one is pointed at', () => {
    expect(markAt(marks, 'swish').at['data-on']).toBe('');
    expect(markAt(marks, 'noise:1').at).toMatchObject({ 'data-on': null, 'data-dim': null });
    const pointed = paretoMarks(600, picture({ pointed: 'noise:1' }));
    expect(markAt(pointed, 'noise:1').at).toMatchObject({ 'data-on': '', 'data-dim': null });
    expect(markAt(pointed, 'uniform').at['data-dim']).toBe('');
  });
  it('is found by a pointer near it, and by none far from all', () => {
    const layout = paretoLayout(600, picture());
    expect(pointAt(layout, picture(), x(0.45) + 10, y(1.05) - 5)).toBe('noise:1');
    expect(pointAt(layout, picture(), x(0) + 2, y(1.25))).toBe('uniform');
    expect(pointAt(layout, picture(), x(0.55), y(0.8))).toBeNull();
  });
});

it('cures that act together have a plus, the same from all four sides', () => {
  const one = points.map((point) => (point.id === 'rate:0.5' ? { ...point, kind: 'together' as const } : point));
  const layout = paretoLayout(600, picture({ points: one }));
  const [cx, cy] = [layout.x(0.14), layout.y(0.7)];
  const d = String(markAt(paretoMarks(600, picture({ points: one })), 'rate:0.5', 'mark').at.d);
  const corners = [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x) - cx, Number(y) - cy]);
  const told = (some: number[][]): string[] =>
    some.map((corner) => corner.map((value) => Math.round(value)).join()).sort();
  expect(corners).toHaveLength(12);
  expect(told(corners.map(([x, y]) => [-y, x]))).toEqual(told(corners));
  // Arms of 6 pixels, 4 wide.
  expect(told(corners)).toEqual(
    told(
      [-6, 6]
        .flatMap((far) =>
          [-2, 2].flatMap((near) => [
            [far, near],
            [near, far],
          ]),
        )
        .concat([-2, 2].flatMap((a) => [-2, 2].map((b) => [a, b]))),
    ),
  );
});

it('the front goes down to the first point and from it in steps to the end', () => {
  const at = (value: number): string => String(Number(value.toFixed(2)));
  expect(markAt(paretoMarks(600, picture()), 'front').at.d).toBe(
    `M${at(x(0))},30V${at(y(0.75))}H${at(x(0.14))}V${at(y(0.7))}H586`,
  );
});

describe('names', () => {
  const namesIn = (width: number, changed: Partial<ParetoPicture> = {}): string[] =>
    marksIn(paretoMarks(width, picture(changed)), 'names').flatMap(({ key }) =>
      key.startsWith('name ') ? key.slice('name '.length) : [],
    );
  it('stand in a column for all that never polarize, each on its own line, and beside the others', () => {
    const names = marksIn(paretoMarks(600, picture()), 'names');
    expect(namesIn(600).sort()).toEqual(points.map(({ id }) => id).sort());
    const column = ['swish', 'lossFree:0.03', 'uniform'].map((id) => markAt(names, `name ${id}`, 'text').at);
    for (const at of column) expect(at).toMatchObject({ x: 116, 'text-anchor': 'end' });
    expect(column[0].y).toBe(Number(y(0.75).toFixed(2)));
  });
  it('are set apart where losses are alike', () => {
    const alike = points.map((point) =>
      point.rate.k === 0 ? { ...point, loss: { ...point.loss, ratio: 0.9 } } : point,
    );
    const names = marksIn(paretoMarks(600, picture({ points: alike })), 'names');
    const ys = ['swish', 'lossFree:0.03', 'uniform'].map((id) => Number(markAt(names, `name ${id}`, 'text').at.y));
    ys.sort((a, b) => a - b);
    expect(ys[1] - ys[0]).toBeCloseTo(14, 1);
    expect(ys[2] - ys[1]).toBeCloseTo(14, 1);
  });
  it('are, in a narrow picture, of those alone that a reader looks for', () => {
    expect(namesIn(340).sort()).toEqual(['dropout:0.1', 'noise:1', 'none', 'swish', 'uniform']);
    expect(namesIn(340, { pointed: 'lossFree:0.03' })).toContain('lossFree:0.03');
    expect(paretoLayout(340, picture()).x0).toBe(38);
  });
  it.each([340, 420])('lie on no mark, and inside of the picture, at %i', (width) => {
    const layout = paretoLayout(width, picture());
    for (const { key, at, text = '' } of marksIn(paretoMarks(width, picture()), 'names').filter(
      ({ tag }) => tag === 'text',
    )) {
      const [left, right, middle] = [Number(at.x), Number(at.x) + textWidth(text), Number(at.y)];
      expect(left, key).toBeGreaterThanOrEqual(layout.x0);
      expect(right, key).toBeLessThanOrEqual(layout.x1);
      expect(middle).toBeLessThan(PARETO_HEIGHT);
      for (const { rate, loss } of points) {
        const [cx, cy] = [layout.x(rate.rate), layout.y(loss.ratio)];
        expect(cx > left && cx < right && Math.abs(cy - middle) < 7, key).toBe(false);
      }
    }
  });
});

it('the strengths of a cure are a line through the plane, each with its number', () => {
  const curve = {
    points: [
      { id: 'a', rate: 0.3, ratio: 1, text: '0.01' },
      { id: 'b', rate: 0, ratio: 0.8, text: '0.1' },
    ],
  };
  const marks = paretoMarks(600, picture({ curve }));
  const at = (value: number): string => String(Number(value.toFixed(2)));
  expect(markAt(marks, 'curve', 'line').at.d).toBe(`M${at(x(0.3))},${at(y(1))}L${at(x(0))},${at(y(0.8))}`);
  expect(markAt(marks, 'curve', 'a', 'text')).toMatchObject({ text: '0.01' });
});

/** Of an interval the place nearest to a value. */
const nearestIn = (value: number, from: number, to: number): number => Math.max(from, Math.min(to, value));

it('every name of the stored results leaves all marks free and stands beside its own, or a line leads to it, in both pictures of the page', async () => {
  const pictures = STORED_SETTINGS.flatMap((place) => MEASURES.map((measure) => ({ place, measure })));
  for (const { place, measure } of pictures) {
    const { cures } = await storedCures(place);
    const known = pointsOf(cures, measure);
    const roles = rolesOf(known, cures, measure);
    // As wide as the letters of the names that stand out.
    const bold = (text: string): number => 1.25 * textWidth(text);
    const name = (id: string): string =>
      markedName(en, combinationName(en, cures.find((cure) => cure.id === id)!.combination), roles.get(id));
    const stored = picture({ points: known, roles, words: { ...picture().words, name }, textWidth: bold });
    for (const width of [330, 545]) {
      const layout = paretoLayout(width, stored);
      const marks = marksIn(paretoMarks(width, stored), 'names');
      // Names that are placed after a line keep off it.
      marks.forEach(({ key, tag, at: line }, i) => {
        if (tag !== 'line') return;
        for (const { key: other, at, text = '' } of marks.slice(i + 2).filter((mark) => mark.tag === 'text')) {
          const crossed = Array.from({ length: 21 }, (_, part) => part / 20).some((part) => {
            const [px, py] = (['x', 'y'] as const).map(
              (axis) => Number(line[`${axis}1`]) * (1 - part) + Number(line[`${axis}2`]) * part,
            );
            return px > Number(at.x) && px < Number(at.x) + bold(text) && Math.abs(py - Number(at.y)) < 7;
          });
          expect(crossed, `${place} ${measure} ${String(width)} ${key} ${other}`).toBe(false);
        }
      });
      for (const { key, at, text = '' } of marks.filter(({ tag }) => tag === 'text')) {
        const [left, right, middle] = [Number(at.x), Number(at.x) + bold(text), Number(at.y)];
        const covered = known.filter(({ rate, loss }) => {
          const [cx, cy] = [layout.x(rate.rate), layout.y(loss.ratio)];
          return cx > left && cx < right && Math.abs(cy - middle) < 7;
        });
        expect(
          covered.map(({ id }) => id),
          `${place} ${measure} ${String(width)} ${key}`,
        ).toEqual([]);
        const id = key.replace(/^name /, '');
        // Names that stand out are taken to be 14% wider.
        const end = left + bold(text) * (roles.has(id) ? 1.14 : 1);
        // One that is wider than the plane begins where that does.
        expect(end, `${place} ${measure} ${key}`).toBeLessThanOrEqual(
          Math.max(layout.x1, layout.x0 + 3 + end - left) + 0.01,
        );
        const away = known.map(({ rate, loss }) => {
          const [cx, cy] = [layout.x(rate.rate), layout.y(loss.ratio)];
          return Math.hypot(nearestIn(cx, left, end) - cx, nearestIn(cy, middle - 7, middle + 7) - cy);
        });
        const own = away[known.findIndex((point) => point.id === id)];
        const leads = marks.some((mark) => mark.key === `leader ${id}`);
        if (!leads)
          expect([own <= 12, Math.min(...away) >= own - 0.01], `${place} ${measure} ${key}`).toEqual([true, true]);
        else expect(roles.has(id), key).toBe(true);
      }
    }
  }
});

it('every strength of every stored sweep is named at its mark, where nothing else is written and within the plane', async () => {
  const named: string[] = [];
  for (const place of STORED_SETTINGS) {
    const { cures, sweeps } = await storedCures(place);
    for (const measure of MEASURES) {
      const known = pointsOf(cures, measure);
      const roles = rolesOf(known, cures, measure);
      for (const chosen of cures) {
        const curve = curveOf(en, { cures, sweeps }, chosen, measure);
        if (!curve) continue;
        for (const width of [330, 545]) {
          const shown = picture({ points: known, roles, curve, chosen: chosen.id });
          const { x, y, x1, top, bottom } = paretoLayout(width, shown);
          const marks = paretoMarks(width, shown);
          const written = [
            ...marksIn(marks, 'curve').flatMap((strength) => strength.marks ?? []),
            ...marksIn(marks, 'names'),
          ].filter(({ tag }) => tag === 'text');
          const boxes = written.map(({ at, text = '' }) => [
            Number(at.x),
            Number(at.x) + textWidth(text),
            Number(at.y),
          ]);
          curve.points.forEach(({ id, rate, ratio }, i) => {
            const strength = marksIn(marks, 'curve').find(({ key }) => key === id)!.marks!;
            const text = strength.find(({ key }) => key === 'text')!;
            const [left, right, middle] = boxes[i];
            const about = `${place} ${measure} ${String(width)} ${id}`;
            expect(text.text, about).toBe(curve.points[i].text);
            expect(left >= 0 && right <= x1 + 0.01 && middle > top && middle < bottom, about).toBe(true);
            const over = boxes.filter(
              ([from, to, at], other) => other !== i && from < right && left < to && Math.abs(at - middle) < 10,
            );
            expect(over, about).toEqual([]);
            const [cx, cy] = [x(rate), y(ratio)];
            const away = Math.hypot(nearestIn(cx, left, right) - cx, nearestIn(cy, middle - 7, middle + 7) - cy);
            if (away > 11.01)
              expect(
                strength.map(({ key }) => key),
                about,
              ).toContain(`leader ${id}`);
            named.push(id);
          });
        }
      }
    }
  }
  expect(named.length).toBeGreaterThan(1000);
});

it('a line leads to a name that has no room beside its mark', () => {
  // Fifteen marks in a column, 9 pixels from each to the next: over and under each there is another.
  const column = Array.from({ length: 15 }, (_, i) => ({
    ...points[4],
    id: `c${String(i)}`,
    loss: { ...points[4].loss, ratio: 1 + i / 200 },
  }));
  const roles = new Map([['c7', ['best'] as const]]);
  const wide = (text: string): number => (text === 'c7' ? 400 : 1000);
  const marks = marksIn(paretoMarks(600, picture({ points: column, roles, textWidth: wide })), 'names');
  const layout = paretoLayout(600, picture({ points: column, roles, textWidth: wide }));
  const [leader, name] = ['leader c7', 'name c7'].map((key) => marks.find((mark) => mark.key === key)!);
  const at = (value: number): number => Number(value.toFixed(2));
  const [cx, cy] = [layout.x(0.45), layout.y(1 + 7 / 200)];
  // Its box is 456 wide, for it stands out, and 14 high; the line ends where the box is nearest.
  const [left, top] = [Number(name.at.x), Number(name.at.y) - 7];
  expect(leader.at).toMatchObject({
    class: 'cure-leader',
    x1: at(cx),
    y1: at(cy),
    x2: at(nearestIn(cx, left, left + 456)),
    y2: at(nearestIn(cy, top, top + 14)),
  });
  expect(Math.abs(Number(leader.at.y2) - cy)).toBeGreaterThan(11);
  // The others have no role, and names wider than the picture.
  expect(marks.map(({ key }) => key)).toEqual(['leader c7', 'name c7']);
});

it('a name without room is left out, but never one that a reader looks for', () => {
  // Sixty at one place: their names cannot all stand beside it.
  const crowd = Array.from({ length: 60 }, (_, i) => ({ ...points[4], id: `crowd ${String(i)}` }));
  const roles = new Map(crowd.slice(10).map(({ id }) => [id, ['best'] as const]));
  const marks = marksIn(paretoMarks(600, picture({ points: crowd, roles })), 'names');
  const names = marks.filter(({ tag }) => tag === 'text').map(({ key }) => key);
  for (const id of roles.keys()) expect(names).toContain(`name ${id}`);
  expect(names.length).toBeLessThan(60);
});

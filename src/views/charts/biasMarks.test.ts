import { describe, expect, it } from 'vitest';
import { biasDomain, biasMarks, sparkMarks } from './biasMarks.ts';
import { BIAS, biasPicture } from './testing/pictures.ts';
import { markAt, marksIn } from './testing/svg.ts';

// Positions stand at 44, 64, …, 204; logits from −1 at 220 to 1 at 20, so that half a logit is 50 pixels.
const SIZE = { width: 270, height: 243 };

describe('the learned bias beside the true one', () => {
  const marks = biasMarks(SIZE, biasPicture());

  it('has a ring for what was learned, where that is, and not where the truth is', () => {
    expect(markAt(marks, 'learned', 'phone 1').at.transform).toBe('translate(44,70)'); // 0.5, true is 1
    expect(markAt(marks, 'learned', 'phone 4').at.transform).toBe('translate(104,120)'); // 0, true is 0.25
    expect(markAt(marks, 'learned', 'phone 9').at.transform).toBe('translate(204,170)'); // −0.5, true is −1
    expect(marksIn(marks, 'learned')).toHaveLength(9);
  });
  it('has a line for the truth', () => {
    expect(markAt(marks, 'true', 'phone').at.d).toBe(
      'M44,20L64,45L84,70L104,95L124,120L144,145L164,170L184,195L204,220',
    );
    expect(markAt(marks, 'true', 'phone').at['stroke-dasharray']).toBeNull();
  });
  it('leaves out what is not known: a hole in the truth, a logit that is no number', () => {
    const truth = [[1, NaN, 0, 0, 0, 0, 0, 0, -1]];
    const learned = [[NaN, 1, 1, 1, 1, 1, 1, 1, 1]];
    const holed = biasMarks(SIZE, biasPicture({ bias: { truth, learned } }));
    expect(markAt(holed, 'true', 'phone').at.d).toMatch(/^M44,20ZM84,120L/);
    expect(marksIn(holed, 'learned').map(({ key }) => key)).not.toContain('phone 1');
    expect(marksIn(holed, 'learned')).toHaveLength(8);
  });
  it('draws what was learned alone where no truth is known, the names at its ends', () => {
    const truth = BIAS.truth.map((curve) => curve.map(() => NaN));
    const alone = biasMarks(SIZE, biasPicture({ bias: { ...BIAS, truth }, devices: [0, 1, 2] }));
    expect(marksIn(alone, 'learned')).toHaveLength(27);
    const keys = marksIn(alone, 'true').map(({ key }) => key);
    expect(keys).toContain('name desktop');
    expect(keys).not.toContain('line desktop');
    // The phone ends at −0.5, which is at 170.
    expect(markAt(alone, 'true', 'name phone').at.y).toBe(174);
    expect(JSON.stringify(alone)).not.toMatch(/NaN|null,null/);
  });
  it('counts logits upwards at its left edge and positions from left to right at its foot', () => {
    expect(marksIn(marks, 'frame', 'logits').map(({ text, at }) => [text, at.y])).toEqual([
      ['−1', 220],
      ['−0.5', 170],
      ['0', 120],
      ['0.5', 70],
      ['1', 20],
    ]);
    expect(marksIn(marks, 'frame', 'grid').map(({ at }) => [at.x1, at.y1, at.x2, at.y2])[0]).toEqual([
      34, 220, 214, 220,
    ]);
    const positions = marksIn(marks, 'frame', 'positions');
    expect(positions.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(positions.map(({ at }) => at.x)).toEqual([44, 64, 84, 104, 124, 144, 164, 184, 204]);
    expect(markAt(marks, 'frame', 'unit').text).toBe('logits, centred per device');
    expect(markAt(marks, 'frame', 'position')).toMatchObject({ text: 'position', at: { x: 216, y: 237 } });
  });
  it('takes fewer numbers where it is low', () => {
    const low = (height: number) => biasMarks({ ...SIZE, height }, biasPicture({ domain: [-1.5, 1.5] }));
    const ticks = (height: number) => marksIn(low(height), 'frame', 'logits').map(({ text }) => text);
    expect(ticks(119)).toEqual(['−1', '0', '1']);
    expect(ticks(120)).toEqual(['−1.5', '−1', '−0.5', '0', '0.5', '1', '1.5']);
  });
});

describe('the bias of all devices', () => {
  const marks = biasMarks(SIZE, biasPicture({ devices: [0, 1, 2] }));

  it('draws each device’s own curve and rings', () => {
    expect(markAt(marks, 'true', 'desktop').at.d).toMatch(/^M44,70L64,82.5L/); // half a logit at position 1
    expect(markAt(marks, 'true', 'tv').at.d).toMatch(/^M44,120L64,120L/);
    expect(markAt(marks, 'learned', 'desktop 1').at.transform).toBe('translate(44,120)');
    expect(markAt(marks, 'learned', 'tv 1').at.transform).toBe('translate(44,95)');
    expect(marksIn(marks, 'learned')).toHaveLength(27);
  });
  it('tells them apart by line and by shape', () => {
    const of = (name: string) => [
      markAt(marks, 'true', name).at['stroke-dasharray'],
      markAt(marks, 'learned', `${name} 1`).at.d,
    ];
    const all = ['phone', 'desktop', 'tv'].map(of);
    expect(new Set(all.map(([dash]) => dash)).size).toBe(3);
    expect(new Set(all.map(([, shape]) => shape)).size).toBe(3);
  });
  it('names each at the end of its curve, apart from its neighbours', () => {
    const names = ['phone', 'desktop', 'tv'].map((name) => markAt(marks, 'true', `name ${name}`));
    expect(names.map(({ text }) => text)).toEqual(['phone', 'desktop', 'TV']);
    // The curves end at 220, 170 and 120; the lowest name stays above the positions' numbers (243 − 30).
    expect(names.map(({ at }) => at.y)).toEqual([217, 174, 124]);
    // Three pixels right of the curves' room begins a piece of line, its mark in the middle; 22 further on the name.
    expect(names.map(({ at }) => at.x)).toEqual([239, 239, 239]);
    expect(markAt(marks, 'true', 'line tv').at).toMatchObject({ x1: 217, x2: 235, y1: 120, y2: 120 });
    expect(markAt(marks, 'true', 'mark tv').at.transform).toBe('translate(226,120)');
    for (const name of ['phone', 'desktop', 'tv']) {
      const [line, curve] = [`line ${name}`, name].map((key) => markAt(marks, 'true', key).at['stroke-dasharray']);
      expect(line).toBe(curve);
      expect(markAt(marks, 'true', `mark ${name}`).at.d).toBe(markAt(marks, 'learned', `${name} 1`).at.d);
    }
  });
  it('names nothing where there is one', () => {
    expect(marksIn(biasMarks(SIZE, biasPicture({ devices: [1] })), 'true').map(({ key }) => key)).toEqual(['desktop']);
  });
});

describe('a position that is pointed at', () => {
  it('has its ring filled and both of its numbers beside it, on the side with room', () => {
    const marks = biasMarks(SIZE, biasPicture({ pointed: 1 }));
    const filled = marksIn(marks, 'learned').filter(({ at }) => at['data-on'] === '');
    expect(filled.map(({ key }) => key)).toEqual(['phone 1']);
    expect(markAt(marks, 'reading', 'values')).toMatchObject({
      text: 'learned 0.50, true 1.00',
      at: { x: 53, y: 64, 'text-anchor': 'start' },
    });
    expect(markAt(marks, 'reading', 'cursor').at).toMatchObject({ x1: 44, x2: 44, y1: 10, y2: 224 });
    const far = markAt(biasMarks(SIZE, biasPicture({ pointed: 6 })), 'reading', 'values');
    expect(far).toMatchObject({ text: 'learned 0.00, true −0.25', at: { x: 135, 'text-anchor': 'end' } });
    expect(markAt(biasMarks(SIZE, biasPicture({ pointed: 5 })), 'reading', 'values').at['text-anchor']).toBe('start');
  });
  it('keeps the numbers inside the picture', () => {
    const high = biasPicture({ pointed: 1, domain: [-1, 0.5] });
    expect(markAt(biasMarks(SIZE, high), 'reading', 'values').at.y).toBe(14);
    expect(
      markAt(biasMarks({ ...SIZE, height: 100 }, biasPicture({ pointed: 1, domain: [-1, 0.4] })), 'reading', 'values')
        .at.y,
    ).toBe(12);
  });
  it('is only a line where there are several devices, or nothing was learned', () => {
    const several = biasMarks(SIZE, biasPicture({ pointed: 1, devices: [0, 1] }));
    expect(marksIn(several, 'reading').map(({ key }) => key)).toEqual(['cursor']);
    const bias = { truth: BIAS.truth, learned: [new Array<number>(9).fill(NaN)] };
    expect(marksIn(biasMarks(SIZE, biasPicture({ pointed: 1, bias })), 'reading').map(({ key }) => key)).toEqual([
      'cursor',
    ]);
    expect(marksIn(biasMarks(SIZE, biasPicture()), 'reading')).toEqual([]);
  });
});

describe('the range of logits', () => {
  it('holds the truth with a margin, in halves', () => {
    expect(biasDomain([[0.6, -0.6]], [])).toEqual([-1, 1]);
    expect(biasDomain([[0.8, NaN, -0.8]], [])).toEqual([-1.5, 1.5]);
  });
  it('holds every table that a curve has a point for, without a margin', () => {
    expect(biasDomain([[0.6, -0.6]], [[[1, -1]], [[0, -1.1]], [[0.2, NaN]]])).toEqual([-1.5, 1]);
  });
});

describe('the error over the steps in a line', () => {
  const values = [
    { step: 0, value: 0.8 },
    { step: 50, value: 0.4 },
    { step: 100, value: NaN },
    { step: 150, value: 0.2 },
  ];
  it('falls from its highest value at the top towards zero at the floor, as far as the run has come', () => {
    // 204 pixels for 200 steps from 1 to 200; 0.8 at 4, 0 at 24.
    const marks = sparkMarks({ width: 204, height: 25 }, values, 200);
    expect(markAt(marks, 'line').at.d).toBe('M1,4L50.8,14L150.3,19');
    expect(markAt(marks, 'area').at.d).toBe('M1,4L50.8,14L150.3,19L150.3,24L50.8,24L1,24Z');
    expect(markAt(marks, 'now').at).toMatchObject({ cx: 150.25, cy: 19, r: 2.5 });
    expect(marksIn(marks, 'floor').map(({ at }) => [at.x1, at.y1, at.x2, at.y2])).toEqual([[0, 24.5, 204, 24.5]]);
  });
  it('is only a floor before the first value', () => {
    expect(sparkMarks({ width: 204, height: 25 }, [], 200).map(({ key, at }) => [key, at.d])).toEqual([
      ['floor', undefined],
      ['area', ''],
      ['line', ''],
    ]);
  });
});

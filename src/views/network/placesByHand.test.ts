import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../model/spec.ts';
import type { NodeId } from './graph.ts';
import { layoutNetwork } from './places.ts';

// Places worked out by hand, for models and widths at which most of them are round.

const MODEL: ModelSpec = {
  kind: 'mmoe',
  features: 16,
  sharedUnits: 16,
  experts: 7,
  expertUnits: 8,
  towerUnits: 8,
  biasHandling: 'shallow-tower',
};

function placed(changed: Partial<ModelSpec>, width: number, { query = 6, item = 10, room = 0, letters = 1 } = {}) {
  const layout = layoutNetwork({ ...MODEL, ...changed, features: query + item }, { query, item }, width, room, letters);
  const round = (value: number): number => Number(value.toFixed(4));
  return {
    ...layout,
    /** x, y, width, height */
    box: (id: NodeId): number[] | null => {
      const box = layout.boxes.get(id);
      return box ? [box.x, box.y, box.w, box.h].map(round) : null;
    },
    /** x, y, radius */
    dot: (id: NodeId, i: number): number[] => {
      const { x, y, r } = layout.dots.get(id)!.at(i)!;
      return [x, y, r].map(round);
    },
  };
}

describe('from left to right, with everything a model can have', () => {
  // Columns of 140 + 80 + 96.25 + 37.5 + 102.5 + 84 pixels, a quarter wider than at 760, and 5.65 gaps of 75 between them.
  const { box, dot, ...layout } = placed({}, 965);

  it('shares the width out between the columns', () => {
    expect(layout).toMatchObject({ flow: 'right', width: 965, height: 210, fullWeight: 26, bus: 205, lane: 12 });
    expect(box('query')).toEqual([0.5, 30, 140, 60]);
    expect(box('item')).toEqual([0.5, 98, 140, 100]);
    expect(box('shared')).toEqual([215.5, 65, 80, 98]);
    expect(box('expert/0')).toEqual([370.5, 31.25, 96.25, 21.5]);
    expect(box('expert/6')).toEqual([370.5, 175.25, 96.25, 21.5]);
    expect(box('gate/click')).toEqual([639.25, 35, 37.5, 32]);
    expect(box('gate/rating')).toEqual([639.25, 161, 37.5, 32]);
    expect(box('tower/click')).toEqual([706.75, 37, 102.5, 28]);
    expect(box('tower/rating')).toEqual([706.75, 163, 102.5, 28]);
    expect(box('out/watchTime')).toEqual([880.5, 79, 84, 28]);
  });
  it('has the shallow tower above, over the experts, and its sum before the click', () => {
    expect(box('place')).toEqual([0.5, 1, 140, 22]);
    expect(box('bias')).toEqual([362.625, 1, 112, 22]);
    expect(box('sum')).toEqual([836.875, 43, 16, 16]);
  });
  it('has a dot for each feature and unit', () => {
    expect(dot('query', 0)).toEqual([131.5, 39.1667, 2.6]);
    expect(dot('item', 0)).toEqual([131.5, 107.5, 2.6]);
    expect(dot('item', 9)).toEqual([131.5, 188.5, 2.6]);
    // Four rows of four, 10.8 pixels apart round (255.5, 131).
    expect(dot('shared', 0)).toEqual([239.3, 114.8, 3.4]);
    expect(dot('shared', 7)).toEqual([271.7, 125.6, 3.4]);
  });
  it('gives words more room where letters are a quarter larger, and flows to the right from 700 pixels on', () => {
    const width = (node: NodeId): number | undefined => placed({}, 700, { letters: 1.25 }).box(node)?.[2];
    expect((['place', 'bias', 'expert/0', 'tower/click', 'out/click'] as const).map(width)).toEqual([
      140, 140, 96.25, 102.5, 105,
    ]);
    expect([699, 700].map((of) => placed({}, of, { letters: 1.25 }).flow)).toEqual(['down', 'right']);
  });

  it('opens up where there is height, to 1.7 times what it needs', () => {
    const some = placed({}, 965, { room: 300 });
    expect(some.height).toBe(300); // 258 for the rows
    expect(some.box('query')).toEqual([0.5, 62.25, 140, 69.5625]); // 193.5 of them for the inputs, less 8, six of sixteen
    expect(some.box('tower/click')).toEqual([706.75, 48.25, 102.5, 28]);
    const most = placed({}, 965, { room: 1000 });
    expect(most.height).toBeCloseTo(30 + 1.7 * 168 + 12, 9);
    expect(most.box('expert/0')).toEqual([370.5, 37.4, 96.25, 26]); // 40.8 a row, at most 26 of it
  });
});

describe('from left to right, with as little as a model can have', () => {
  // 112 + 77 + 82 + 84 pixels and 3.8 gaps of 95; neither gates nor a shared layer nor anything for the position.
  const { box, dot, ...layout } = placed(
    { kind: 'shared-bottom', experts: 1, sharedUnits: 0, biasHandling: 'none' },
    717,
    { query: 0 },
  );
  it('leaves no room for what is not there', () => {
    expect(layout).toMatchObject({ flow: 'right', height: 190, fullWeight: 26, bus: 185, lane: 12 });
    expect(box('item')).toEqual([0.5, 16, 112, 168]);
    expect(dot('item', 0)).toEqual([103.5, 30.7, 2.6]);
    expect(box('expert/0')).toEqual([207.5, 87, 77, 26]);
    expect(box('tower/click')).toEqual([503, 23, 82, 28]);
    expect(box('out/rating')).toEqual([632.5, 149, 84, 28]);
    const absent: NodeId[] = ['query', 'place', 'shared', 'bias', 'sum', 'gate/all', 'gate/click'];
    expect(absent.map(box)).toEqual(absent.map(() => null));
  });
});

describe('from left to right, with many parts', () => {
  // 112 + 64 + 77 + 64 + 82 + 84 pixels and 5.2 gaps of 20; sixteen experts of 15.5 pixels.
  const WIDTH = 588;
  const { box, dot, ...layout } = placed(
    { kind: 'omoe', experts: 16, sharedUnits: 40, biasHandling: 'adversarial' },
    WIDTH,
    { query: 1, item: 19 },
  );
  it('is higher where the experts need it', () => {
    expect(layout).toMatchObject({ height: 290, bus: 285 });
    expect(box('expert/0')).toEqual([216.5, 31.25, 77, 13]);
    expect(box('expert/15')).toEqual([216.5, 263.75, 77, 13]);
  });
  it('has the one gate in the middle', () => {
    expect(box('gate/all')).toEqual([339.5, 134, 64, 40]);
    expect(box('tower/click')).toEqual([411.5, 47, 82, 28]);
    expect(box('out/click')).toEqual([503.5, 47, 84, 28]);
  });
  it('gives a small group of features what its name needs, and takes it from the large one', () => {
    expect(box('query')).toEqual([0.5, 61, 112, 40]); // a twentieth of 178 pixels would be 9
    expect(box('item')).toEqual([0.5, 109, 112, 138]);
    expect(dot('query', 0)).toEqual([103.5, 81, 2.6]);
    expect(dot('item', 0)[2]).toBeCloseTo((138 - 138 / 19) / 19 / 2.8, 4); // thinner, as they are many
  });
  it('has the shared units in eight columns from 33 on', () => {
    expect(box('shared')).toEqual([132.5, 79, 64, 150]);
    expect(dot('shared', 0)).toEqual([141.75, 158, 2.34]); // 6.5 pixels apart round (164.5, 171)
    expect(dot('shared', 39)).toEqual([187.25, 184, 2.34]);
    const rows = (sharedUnits: number) =>
      new Set(
        placed({ sharedUnits }, WIDTH)
          .dots.get('shared')!
          .map(({ y }) => y),
      ).size;
    expect([rows(32), rows(33)]).toEqual([8, 5]);
  });
  it('has what deals with positions above the shared layer, right of the device and position', () => {
    expect(box('bias')).toEqual([108.5, 1, 112, 22]);
    expect(box('place')).toBeNull();
    const input = placed({ biasHandling: 'input-feature', kind: 'omoe', experts: 16 }, WIDTH);
    expect(input.box('bias')).toEqual([124, 1, 112, 22]);
  });
  it('has a smaller sum where the gap before the predictions is narrow', () => {
    // 484 + 5.65 gaps: at 560 pixels 13.451 each, 0.95 of them before the predictions.
    const narrow = placed({ experts: 16 }, 560);
    const r = (0.95 * (76 / 5.65)) / 2 - 0.5;
    expect(narrow.boxes.get('sum')!.w).toBeCloseTo(2 * r, 9);
    expect(narrow.boxes.get('sum')!.x + r).toBeCloseTo(560 - 0.5 - 84 - r - 0.5, 9);
  });
});

describe('from top to bottom, with everything a model can have', () => {
  const { box, dot, ...layout } = placed({ experts: 4 }, 400);
  it('stacks the rows, with the position at the left', () => {
    expect(layout).toMatchObject({ flow: 'down', width: 400, height: 446, fullWeight: 36, bus: 395, lane: 5 });
    expect(box('query')).toEqual([124, 1, 100.125, 38]);
    expect(box('item')).toEqual([232.125, 1, 166.875, 38]);
    expect(box('place')).toEqual([1, 1, 115, 38]);
    expect(box('shared')).toEqual([124, 71, 264, 40]);
    expect(box('bias')).toEqual([1, 71, 115, 40]);
    expect(box('expert/0')).toEqual([36.75, 145, 48, 30]);
    expect(box('expert/3')).toEqual([317.25, 145, 48, 30]);
    expect(box('gate/click')).toEqual([24.75, 271, 72, 38]);
    expect(box('gate/rating')).toEqual([305.25, 271, 72, 38]);
    expect(box('tower/click')).toEqual([18.75, 325, 84, 28]);
    expect(box('sum')).toEqual([52.75, 362, 16, 16]);
    expect(box('out/click')).toEqual([16, 389, 89.5, 34]);
  });
  it('has a dot for each feature and unit', () => {
    expect(dot('query', 0)).toEqual([139.0104, 31, 2.6]); // a twelfth of 84.125 from 132
    expect(dot('item', 9)).toEqual([383.4563, 31, 2.6]); // a twentieth of 150.875 before 391
    expect(dot('shared', 0)).toEqual([178, 99, 3.2]);
    expect(dot('shared', 15)).toEqual([334, 99, 3.2]);
  });
  it('has the shared units in two rows from 17 on', () => {
    const plain = placed({ sharedUnits: 17, biasHandling: 'none' }, 400);
    expect(plain.box('shared')).toEqual([1, 71, 387, 40]);
    expect(plain.dot('shared', 0)).toEqual([158.5, 94.5, 3.2]);
    expect(plain.dot('shared', 16)).toEqual([221.5, 103.5, 3.2]);
  });
  it('has the shallow tower on a row of its own where nothing is shared', () => {
    const bare = placed({ sharedUnits: 0 }, 400);
    expect(bare.box('bias')).toEqual([1, 57, 115, 40]);
    expect(bare.box('expert/0')![1]).toBe(131);
  });
});

describe('from top to bottom, as narrow as it is drawn', () => {
  const bare = { sharedUnits: 0, biasHandling: 'none' } as const;
  it('has the one gate in the middle', () => {
    const { box, ...layout } = placed({ ...bare, kind: 'omoe', experts: 16 }, 100);
    expect(layout).toMatchObject({ flow: 'down', width: 260, height: 370, fullWeight: 36, bus: 255, lane: 5 });
    expect(box('query')).toEqual([1, 1, 93.75, 38]);
    expect(box('expert/0')).toEqual([2.25, 73, 12.9375, 30]);
    expect(box('gate/all')).toEqual([64.5, 199, 120, 38]);
    expect(box('tower/click')).toEqual([3, 271, 57.75, 28]);
    expect(box('out/click')).toEqual([3, 313, 57.75, 34]);
  });
  it('uses the whole width where there is no gate', () => {
    const { box, ...layout } = placed({ ...bare, kind: 'shared-bottom', experts: 1 }, 260);
    expect(layout).toMatchObject({ fullWeight: 26, height: 298 });
    expect(box('expert/0')).toEqual([106, 73, 48, 30]); // round 130
    expect(box('tower/rating')).toEqual([196.5, 199, 60.5, 28]); // columns of 64.5, the last round 226.75
  });
  it('turns at 560 whole pixels', () => {
    expect([559.9, 560].map((width) => placed({}, width).flow)).toEqual(['down', 'right']);
  });
});

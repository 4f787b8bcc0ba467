import { describe, expect, it } from 'vitest';
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import { belongs, networkFrame, shareInset, shareScale, unitDots } from './frame.ts';
import { makeScene } from './scene.ts';

const runOf = (model: Partial<RunSpec['model']>): RunSpec => {
  const run = defaultRun();
  return { ...run, model: { ...run.model, kind: 'mmoe', experts: 4, ...model } };
};

/** [task][expert]: click uses expert 2 most, watch time expert 3 only, the others all alike. */
const UTILIZATION = Float64Array.from([
  ...[0.1, 0.7, 0.2, 0],
  ...[0, 0, 1, 0],
  ...[0.25, 0.25, 0.25, 0.25],
  ...[0.25, 0.25, 0.25, 0.25],
]);

function frameOf(
  model: Partial<RunSpec['model']> = {},
  width = 1000,
  fill: (vector: Float32Array) => void = () => undefined,
) {
  const scene = makeScene(runOf(model), width);
  const parameters = new Float32Array(scene.parameters.length);
  fill(parameters);
  const arm = { utilization: UTILIZATION, dead: Uint8Array.from([0, 0, 0, 1]), parameters };
  return { scene, frame: networkFrame(scene, arm) };
}

describe('a frame of the network', () => {
  const { scene, frame } = frameOf();
  const gate = (task: string) => scene.gates.findIndex(({ id }) => id === `gate/${task}`);
  const box = (node: string) => scene.layout.boxes.get(node as 'sum')!;

  it('has a bar for each expert in each gate, as high as its mean weight', () => {
    const { h } = box('gate/click');
    const [first, second, third, fourth] = frame.bars[gate('click')];
    expect(second.height).toBeCloseTo(0.7 * (h - 6), 9);
    expect(second.y + second.height).toBeCloseTo(h - 3, 9); // they stand on the floor
    expect(first.height).toBeCloseTo(0.1 * (h - 6), 9);
    expect(third.height).toBeCloseTo(0.2 * (h - 6), 9);
    expect(fourth.height).toBe(0.5); // seen, though nothing
    const [, , only] = frame.bars[gate('watchTime')];
    expect(only).toEqual({ y: 3, height: h - 6 });
  });
  it('has a line from each expert to each gate, as wide as its mean weight', () => {
    const width = (expert: number, task: string) => frame.lines.get(`expert/${expert}>gate/${task}`)![0].width;
    const full = scene.layout.fullWeight;
    expect(width(1, 'click')).toBeCloseTo(0.7 * full, 1);
    expect(width(2, 'watchTime')).toBeCloseTo(full, 1);
    expect(width(0, 'watchTime')).toBe(0.4); // a hair
    expect(width(3, 'like')).toBeCloseTo(full / 4, 1);
    expect(frame.lines.get('expert/1>gate/click')![0].path).toMatch(/^M/);
  });
  it('divides each expert’s bar among the tasks, beside each other in their order', () => {
    // Of all gates' weight: 0.6, 1.2, 1.7 and 0.5 of 4. Twice the equal share is 0.5: it fills the bar.
    const { w } = box('expert/1');
    const room = w - 2 * shareInset(w);
    const [click, watch, like, rating] = frame.shares[1];
    expect(click.width).toBeCloseTo((0.7 / 4 / 0.5) * room, 9);
    expect(watch).toEqual({ x: click.width, width: 0 });
    expect(like.x).toBeCloseTo(click.width, 9);
    expect(like.width).toBeCloseTo((0.25 / 4 / 0.5) * room, 9);
    expect(rating.x).toBeCloseTo(like.x + like.width, 9);
    expect(frame.shares[2][1].width).toBeCloseTo((1 / 4 / 0.5) * room, 9);
  });
  it('says which experts are dead', () => {
    expect(frame.dead).toEqual([false, false, false, true]);
  });
});

describe('the lines that show weights', () => {
  it('are as wide as each expert’s norm, the largest two pixels', () => {
    const { frame } = frameOf({}, 1000, (vector) => {
      const { offset, size } = makeScene(runOf({}), 1000).parameters.blocks['experts/w']!;
      vector[offset + size / 4] = 3; // expert 2
      vector[offset + size / 2] = 1.5; // expert 3
      vector[offset + size / 2 - 1] = 4; // expert 2 again: 3, 4 → 5
    });
    const line = (expert: number) => frame.lines.get(`shared>expert/${expert}`)![0];
    expect(line(1).width).toBe(2);
    expect(line(1).opacity).toBeCloseTo(0.9, 9);
    expect(line(2).width).toBeCloseTo(0.6, 6);
    expect(line(2).opacity).toBeCloseTo(0.48, 6);
    expect(line(0).width).toBe(0.3);
    expect(line(0).opacity).toBeCloseTo(0.39, 6);
  });
  it('are as wide as each feature’s norm, query and item on one scale', () => {
    const { scene, frame } = frameOf({}, 1000, (vector) => {
      const { parameters, features, model } = makeScene(runOf({}), 1000);
      const { offset } = parameters.blocks['shared/w']!;
      vector[offset] = 1; // the first feature of the query
      vector[offset + features.query * model.sharedUnits] = 4; // the first of the item
    });
    const query = frame.lines.get('query>shared')!;
    const item = frame.lines.get('item>shared')!;
    expect([query.length, item.length]).toEqual([scene.features.query, scene.features.item]);
    expect([query[0].width, query[1].width, item[0].width, item[1].width]).toEqual([0.5, 0.3, 2, 0.3]);
  });
  it('go from both groups of features to the experts where nothing is shared, on one scale', () => {
    const { frame } = frameOf({ sharedUnits: 0, biasHandling: 'none' }, 1000, (vector) => {
      const scene = makeScene(runOf({ sharedUnits: 0, biasHandling: 'none' }), 1000);
      const { offset, shape } = scene.parameters.blocks['experts/w']!;
      const [, width, units] = shape;
      vector[offset] = Math.sqrt(scene.features.query); // expert 1 reads the query: 1 a row
      vector[offset + (3 * width + scene.features.query) * units] = 0.5 * Math.sqrt(scene.features.item); // expert 4 the item: 0.5
    });
    const width = (from: string, expert: number) => frame.lines.get(`${from}>expert/${expert}`)![0].width;
    expect(width('query', 0)).toBeCloseTo(2, 6);
    expect(width('item', 3)).toBeCloseTo(1, 6);
    expect([width('item', 0), width('query', 3), width('query', 1)]).toEqual([0.3, 0.3, 0.3]);
    expect(frame.lines.has('query>shared')).toBe(false);
  });
});

describe('other models', () => {
  it('have one gate, or none', () => {
    const one = frameOf({ kind: 'omoe' });
    expect(one.frame.bars).toHaveLength(1);
    expect(one.frame.bars[0].map(({ height }) => height > 1)).toEqual([true, true, true, false]);
    const scene = makeScene(runOf({ kind: 'shared-bottom' }), 1000);
    const utilization = new Float64Array(4 * scene.model.experts).fill(1 / scene.model.experts);
    const arm = {
      utilization,
      dead: new Uint8Array(scene.model.experts),
      parameters: new Float32Array(scene.parameters.length),
    };
    expect(networkFrame(scene, arm).bars).toEqual([]);
  });
  it('are not drawn into this scene', () => {
    const { scene } = frameOf();
    const parameters = new Float32Array(scene.parameters.length);
    expect(belongs(scene, { utilization: UTILIZATION, parameters })).toBe(true);
    expect(belongs(scene, { utilization: UTILIZATION.subarray(4), parameters })).toBe(false);
    expect(belongs(scene, { utilization: UTILIZATION, parameters: parameters.subarray(1) })).toBe(false);
  });
});

describe('an expert’s bar', () => {
  it('is full at twice the equal share, or with the busiest expert', () => {
    expect(shareScale([1, 1, 1, 1])).toBe(0.5);
    expect(shareScale([3, 1, 0, 0])).toBe(0.75);
    expect([shareInset(12), shareInset(60)]).toEqual([2, 5]);
  });
});

describe('the shared units', () => {
  it('are fuller the more often they fire, and rings when they never do', () => {
    const dots = unitDots({ share: Float64Array.from([0, 0.5, 1]) });
    expect(dots.map(({ silent }) => silent)).toEqual([true, false, false]);
    expect(dots[0].opacity).toBe(0);
    expect(dots[1].opacity).toBeCloseTo(0.6, 9);
    expect(dots[2].opacity).toBe(1);
  });
});

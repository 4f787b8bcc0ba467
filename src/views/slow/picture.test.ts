import { describe, expect, it } from 'vitest';
import type { StepWalk } from '../../engine/walk/types.ts';
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import { TASKS } from '../../world/spec.ts';
import { makeScene } from '../network/scene.ts';
import { pictureOf } from './picture.ts';
import { PHASES, type Phase } from './store.ts';

const scene = (model: Partial<RunSpec['model']> = {}) => {
  const run = defaultRun();
  return makeScene({ ...run, model: { ...run.model, experts: 3, ...model } }, 700);
};
/** Gate g's softmax is (0.5, 0.3, 0.2); the second gate's second expert was dropped. */
const walk = (count = 4): StepWalk => {
  const rows = <A>(row: (g: number) => A): A[] => Array.from({ length: count }, (_, g) => row(g));
  return {
    forward: { logits: rows(() => Float64Array.of(0, 0, 0)), weights: rows(() => Float64Array.of(0.5, 0.3, 0.2)) },
    mask: {
      kept: rows((g) => (g === 1 ? Uint8Array.of(1, 0, 1) : Uint8Array.of(1, 1, 1))),
      weights: rows((g) => (g === 1 ? Float64Array.of(5 / 7, 0, 2 / 7) : Float64Array.of(0.5, 0.3, 0.2))),
    },
  } as StepWalk;
};
const acting = (phase: Phase, model: Partial<RunSpec['model']> = {}, of = walk()) => {
  const picture = pictureOf(scene(model), phase, of);
  return { ...picture, nodes: [...picture.nodes].sort(), edges: [...picture.edges].sort() };
};

describe('what of the network acts in a phase', () => {
  it('the batch comes in, runs up to the gates, is mixed, predicted, and sent back to all that learns', () => {
    expect(acting('batch').nodes).toEqual(['item', 'place', 'query']);
    expect(acting('batch').edges).toEqual([]);
    expect(acting('forward').nodes).toEqual(
      [
        ...[0, 1, 2].map((e) => `expert/${String(e)}`),
        ...TASKS.map((task) => `gate/${task}`),
        'item',
        'query',
        'shared',
      ].sort(),
    );
    expect(acting('forward').edges).not.toContain('expert/0>gate/click');
    expect(acting('forward').edges).toContain('query>shared');
    expect(acting('mask').edges.every((edge) => edge.startsWith('expert/'))).toBe(true);
    expect(acting('loss').nodes).toEqual(expect.arrayContaining(['tower/like', 'out/like', 'bias', 'sum', 'place']));
    expect(acting('loss').nodes).not.toContain('expert/0');
    for (const phase of ['backward', 'update'] as const)
      expect(acting(phase).nodes).toEqual(expect.arrayContaining(['shared', 'expert/2', 'gate/click', 'tower/like']));
    expect(acting('update').nodes).not.toContain('query');
    expect(PHASES.map((phase) => acting(phase).flow)).toEqual([null, 'forward', 'forward', 'forward', 'back', null]);
  });

  it('where the position acts depends on what is done with it', () => {
    const phases = (handling: RunSpec['model']['biasHandling']) =>
      PHASES.filter((phase) => acting(phase, { biasHandling: handling }).nodes.includes('bias'));
    expect(phases('shallow-tower')).toEqual(['loss', 'backward', 'update']);
    // With the other inputs into the shared layer.
    expect(phases('input-feature')).toEqual(['batch', 'forward', 'backward', 'update']);
    // An adversary takes part in nothing but the learning.
    expect(phases('adversarial')).toEqual(['backward', 'update']);
    expect(phases('none')).toEqual([]);
  });
});

describe('line widths and what was dropped', () => {
  it('before the mask the softmax, after it what it left, else the mean weights of the frame', () => {
    const row = (phase: Phase, k: number) => acting(phase).weights?.slice(3 * k, 3 * k + 3);
    expect(row('forward', 1)).toEqual(Float64Array.of(0.5, 0.3, 0.2));
    for (const phase of ['mask', 'loss', 'backward'] as const)
      expect(row(phase, 1)).toEqual(Float64Array.of(5 / 7, 0, 2 / 7));
    expect(row('mask', 2)).toEqual(Float64Array.of(0.5, 0.3, 0.2));
    expect([acting('batch').weights, acting('update').weights]).toEqual([null, null]);
  });

  it('a dropped edge is shown cut from the mask on, and nothing runs through it after', () => {
    const cut = 'expert/1>gate/watchTime';
    const dropped = (phase: Phase) => [...acting(phase).dropped];
    expect(PHASES.map(dropped)).toEqual([[], [], [cut], [cut], [cut], []]);
    expect(acting('mask').edges).toContain(cut);
    expect(acting('backward').edges).not.toContain(cut);
    expect(acting('backward').edges).toContain('expert/1>gate/click');
  });

  it('what a gate may not use was not dropped', () => {
    const of = walk();
    of.forward.logits[1][1] = -Infinity;
    expect([...acting('mask', {}, of).dropped]).toEqual([]);
  });

  it('the one gate’s weights stand for every task, and a shared bottom reads all of its expert', () => {
    const one = acting('mask', { kind: 'omoe' }, walk(1));
    expect([...one.weights!]).toEqual(TASKS.flatMap(() => [0.5, 0.3, 0.2]));
    const bottom = acting('mask', { kind: 'shared-bottom', experts: 1 }, walk(0));
    expect([...bottom.weights!]).toEqual([1, 1, 1, 1]);
  });
});

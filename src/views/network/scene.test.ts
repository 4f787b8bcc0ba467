import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRun } from '../../run/runSpec.ts';
import { makeScene, neighbour, type Direction } from './scene.ts';

const runs = fc
  .record({
    kind: fc.constantFrom('mmoe' as const, 'omoe' as const, 'shared-bottom' as const),
    experts: fc.integer({ min: 2, max: 16 }),
    sharedUnits: fc.constantFrom(0, 16),
    biasHandling: fc.constantFrom('none' as const, 'shallow-tower' as const),
    width: fc.integer({ min: 260, max: 1200 }),
  })
  .map(({ width, ...model }) => {
    const run = defaultRun();
    return { run: { ...run, model: { ...run.model, ...model } }, width };
  });

describe('the arrow keys', () => {
  it('reach every part from every other', () => {
    fc.assert(
      fc.property(runs, ({ run, width }) => {
        const scene = makeScene(run, width);
        const directions: Direction[] = ['left', 'right', 'up', 'down'];
        const reachedFrom = (start: number): number => {
          const seen = new Set([start]);
          for (const at of seen) for (const direction of directions) seen.add(neighbour(scene, at, direction));
          return seen.size;
        };
        expect(scene.parts.map((_, i) => reachedFrom(i)).filter((count) => count < scene.parts.length)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('go from expert to expert and on to the gates', () => {
    const scene = makeScene(defaultRun(), 700);
    const at = (of: string): number => scene.parts.findIndex(({ nodes }) => nodes[0] === of);
    expect(neighbour(scene, at('expert/2'), 'down')).toBe(at('expert/3'));
    expect(neighbour(scene, at('expert/0'), 'right')).toBe(at('gate/click'));
    expect(neighbour(scene, at('gate/like'), 'right')).toBe(at('tower/like'));
    expect(neighbour(scene, at('expert/7'), 'down')).toBe(at('expert/7'));
    expect(neighbour(scene, at('shared'), 'left')).toBe(at('query'));
  });
});

import { describe, expect, it, vi } from 'vitest';
import { baselinesOutcome } from './baselines.ts';

// The worker of studies listens to the window.
vi.mock('../../studies.ts', () => ({ startStudy: () => true, jobOf: () => undefined }));

/** Expected clicks a page: without treatment, with the position as an input, the adversarial loss, the tower; and of the ideal ranking. */
const world = (none: number, input: number, adversarial: number, tower: number, oracle = 1.1 * none) => ({
  oracle,
  treatments: {
    none: { expectedClicks: none },
    'input-feature': { expectedClicks: input },
    adversarial: { expectedClicks: adversarial },
    'shallow-tower': { expectedClicks: tower },
  },
});
// Lifts in percent: input 1, 2; adversarial 3, 3; tower 4, 5.
const worlds = [world(100, 101, 103, 104), world(200, 204, 206, 210)];

describe('the two baselines beside the shallow tower', () => {
  it('gives the mean lift of each over none', () => {
    const outcome = baselinesOutcome(worlds, 'shallowTower');
    expect(outcome?.came).toEqual({ kind: 'choice', choice: 'shallowTower' });
    expect(outcome?.right).toBeNull();
    expect(outcome?.said.map(({ key }) => key)).toEqual(['lifts', 'first', 'paper']);
    expect(outcome?.said[0].values).toEqual({
      worlds: 2,
      input: '1.50',
      adversarial: '3.00',
      tower: '4.50',
      oracle: '10.00',
    });
  });

  it('does not call a choice wrong that the platforms cannot tell from the first', () => {
    // Adversarial behind by 1 and 2 points: t = 3 with one degree of freedom, p = 0.2.
    const close = baselinesOutcome(worlds, 'adversarial');
    expect(close?.right).toBeNull();
    expect(close?.said[1]).toEqual({ key: 'close', values: { gap: '1.50', worlds: 2 } });
    // First by as much: not told from the next, so neither right nor wrong.
    expect(baselinesOutcome(worlds, 'shallowTower')?.said[1]).toEqual({
      key: 'first',
      values: { gap: '1.50', worlds: 2 },
    });
    // None behind by 4, 4.1, 4 and 4.1: far beyond chance.
    const many = [4, 4.1, 4, 4.1].map((lift) => world(100, 101, 102, 100 + lift));
    const behind = baselinesOutcome(many, 'none');
    // The tower before the adversarial loss by 2, 2.1, 2 and 2.1.
    const ahead = baselinesOutcome(many, 'shallowTower');
    expect(ahead?.said[1]).toEqual({ key: 'best' });
    expect(ahead?.right).toBe(true);
    expect(behind?.right).toBe(false);
    expect(behind?.said[1]).toEqual({ key: 'behind', values: { gap: '4.05', worlds: 4 } });
  });

  it('says so where nothing beats none', () => {
    const outcome = baselinesOutcome([world(100, 99, 99, 99.5)], 'none');
    expect(outcome?.came).toEqual({ kind: 'choice', choice: 'none' });
    expect(outcome?.said[2]).toEqual({ key: 'absent' });
  });

  it('leaves platforms out on which a model diverged', () => {
    const outcome = baselinesOutcome([...worlds, world(100, NaN, 103, 104)], 'shallowTower');
    expect(outcome?.said.at(-1)).toEqual({ key: 'diverged', values: { k: 1 } });
    expect(outcome?.said[0].values).toMatchObject({ worlds: 2, input: '1.50' });
    expect(baselinesOutcome([world(100, NaN, 103, 104)], 'none')).toBeNull();
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseCombination } from '../../experiments/cures/combination.ts';
import { regimeRun } from '../../run/regimes.ts';
import type { trainNow } from '../control.ts';
import type { notify } from '../notices.ts';
import { tryIt } from './tryIt.ts';

// What the page is told to train, and to say.
const heard = vi.hoisted(() => ({
  trained: [] as Parameters<typeof trainNow>[],
  said: [] as Parameters<typeof notify>[],
}));
vi.mock('../control.ts', () => ({ trainNow: (...given: Parameters<typeof trainNow>) => heard.trained.push(given) }));
vi.mock('../notices.ts', () => ({ notify: (...given: Parameters<typeof notify>) => heard.said.push(given) }));

const base = regimeRun('async');
const parsed = (text: string) => parseCombination(text, 'async', { expertUnits: 8 });

beforeEach(() => {
  heard.trained.length = heard.said.length = 0;
});

describe('a cure that is tried', () => {
  it.each(['gates', 'train'] as const)('opens its run, and looks at model B, in %s', (chapter) => {
    tryIt(base, parsed('rate:0.5+lossFree:0.03'), 7, chapter);
    const [[run, view]] = heard.trained;
    expect(view).toEqual({ chapter, arm: 1 });
    expect(run).toEqual({
      ...base,
      training: { ...base.training, cures: { ...base.training.cures, rate: 0.5, lossFree: 0.03 } },
      seeds: { data: 7, init: 7, dropout: 7, batch: 7 },
    });
    expect(heard.said).toEqual([['info', 'cures.try.opened', { seed: 7, steps: 600 }, 'run']]);
  });

  it('says that both models have it, where both have', () => {
    tryIt(base, parsed('cgc'), 7, 'gates');
    expect(heard.trained[0][0].model.sharing).toBe('tasks');
    expect(heard.said[0][1]).toBe('cures.try.both');
    tryIt(base, parsed('dropout:0.1+cgc'), 7, 'gates');
    expect(heard.said[1][1]).toBe('cures.try.some');
  });
});

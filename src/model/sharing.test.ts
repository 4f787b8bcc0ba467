import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TASK_COUNT } from '../world/spec.ts';
import { LEAST_EXPERTS, ownerOf, ownerRuns, sharedMask, SHARINGS, type Sharing } from './sharing.ts';
import { checkModel, type ModelSpec } from './spec.ts';

/** A mask as a picture: a row for each task, × where it may use the expert. */
const drawn = (sharing: Sharing, experts: number): string[] =>
  (sharedMask(sharing, experts) ?? []).map((set) =>
    Array.from({ length: experts }, (_, e) => ((set >> e) & 1 ? '×' : '·')).join(''),
  );

const model = (sharing: Sharing, experts: number): ModelSpec => ({
  kind: 'mmoe',
  features: 5,
  sharedUnits: 7,
  experts,
  expertUnits: 2,
  towerUnits: 0,
  biasHandling: 'none',
  visible: sharedMask(sharing, experts),
});

describe('the experts that each task may use', () => {
  it.each<[Sharing, number, string[]]>([
    ['groups', 8, ['××××××··', '××××××··', '··××××××', '··××××××']],
    ['groups', 4, ['×××·', '×××·', '·×××', '·×××']],
    ['groups', 3, ['××·', '××·', '·××', '·××']],
    ['groups', 7, ['××××××·', '××××××·', '·××××××', '·××××××']],
    ['apart', 8, ['××××····', '××××····', '····××××', '····××××']],
    ['apart', 5, ['×××··', '×××··', '···××', '···××']],
    ['apart', 2, ['×·', '×·', '·×', '·×']],
    ['tasks', 8, ['×·××××··', '·×××××··', '··×××××·', '··××××·×']],
    ['tasks', 5, ['×·×··', '·××··', '··××·', '··×·×']],
    ['tasks', 16, ['××··××××××××····', '··××××××××××····', '····××××××××××··', '····××××××××··××']],
  ])('%s of %i', (sharing, experts, rows) => {
    expect(drawn(sharing, experts)).toEqual(rows);
  });

  it('are all of them where all share all, and where there are too few to divide', () => {
    expect(SHARINGS.map((sharing) => sharedMask(sharing, 1))).toEqual([undefined, undefined, undefined, undefined]);
    expect(sharedMask('all', 8)).toBeUndefined();
    expect([sharedMask('groups', 2), sharedMask('tasks', 4)]).toEqual([undefined, undefined]);
    expect(LEAST_EXPERTS).toEqual({ all: 1, groups: 3, apart: 2, tasks: 5 });
  });

  it('make a valid model of any size', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SHARINGS), fc.integer({ min: 2, max: 16 }), (sharing, experts) => {
        checkModel(model(sharing, experts));
        expect(sharedMask(sharing, experts)?.length ?? TASK_COUNT).toBe(TASK_COUNT);
      }),
    );
  });
});

describe('whose an expert is', () => {
  const owners = (sharing: Sharing, experts: number): string[] =>
    Array.from({ length: experts }, (_, e) => {
      const owner = ownerOf(model(sharing, experts), e);
      return 'all' in owner ? 'all' : 'group' in owner ? owner.group : owner.tasks.join('+');
    });
  it('is said by task, by group, or of all', () => {
    expect(owners('all', 2)).toEqual(['all', 'all']);
    expect(owners('groups', 4)).toEqual(['engagement', 'all', 'all', 'satisfaction']);
    expect(owners('apart', 3)).toEqual(['engagement', 'engagement', 'satisfaction']);
    expect(owners('tasks', 5)).toEqual(['click', 'watchTime', 'all', 'like', 'rating']);
    // click and like: no group
    expect(ownerOf({ experts: 2, visible: [3, 2, 3, 2] }, 0)).toEqual({ tasks: ['click', 'like'] });
  });
  it('neighbours of one owner stand together', () => {
    const runs = (sharing: Sharing, experts: number): (string | number)[][] =>
      ownerRuns(model(sharing, experts)).map(({ owner, first, end }) => [
        'all' in owner ? 'all' : 'group' in owner ? owner.group : owner.tasks.join('+'),
        first,
        end,
      ]);
    expect(runs('all', 8)).toEqual([]);
    expect(runs('groups', 8)).toEqual([
      ['engagement', 0, 2],
      ['all', 2, 6],
      ['satisfaction', 6, 8],
    ]);
    expect(runs('tasks', 16).map(([owner, first]) => [owner, first])).toEqual([
      ['click', 0],
      ['watchTime', 2],
      ['all', 4],
      ['like', 12],
      ['rating', 14],
    ]);
  });
});

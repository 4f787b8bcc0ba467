import { describe, expect, it } from 'vitest';
import { noticesShown, type Scope } from './notices.ts';
import type { Notice } from './store.ts';

const notice = (id: number, scope: Scope, tone: Notice['tone'] = 'info'): Notice => ({
  id,
  tone,
  key: `notice.${String(id)}`,
  values: {},
  scope,
});
const shown = (notices: readonly Notice[], inLesson: boolean): number[] =>
  noticesShown(notices, inLesson).map(({ id }) => id);

describe('notices in a lesson', () => {
  const all = [notice(1, 'engine'), notice(2, 'kept'), notice(3, 'run'), notice(4, 'study')];

  it('are the newest of what is told, while other offers wait until it is left', () => {
    expect(shown(all, true)).toEqual([4]);
    expect(shown(all, false)).toEqual([4]);
  });

  it('hide nothing that went wrong', () => {
    const failed = [notice(1, 'file', 'error'), notice(2, 'mended', 'warning'), ...all.slice(2)];
    expect(shown(failed, true)).toEqual([1, 2, 4]);
  });

  it('are none where only offers wait', () => {
    expect(shown(all.slice(0, 2), true)).toEqual([]);
  });
});

describe('notices outside of a lesson', () => {
  /** Closes what is shown until nothing is left. */
  function inTurn(notices: readonly Notice[]): number[] {
    const [first] = shown(notices, false);
    return first === undefined ? [] : [first, ...inTurn(notices.filter(({ id }) => id !== first))];
  }

  it('come one at a time: what failed, what happened or was changed, what is offered; of those alike the newest', () => {
    const all = [
      notice(1, 'lesson'),
      notice(2, 'engine'),
      notice(3, 'kept'),
      notice(4, 'file', 'error'),
      notice(5, 'link', 'warning'),
      notice(6, 'link', 'warning'),
      notice(7, 'study'),
      notice(8, 'version'),
    ];
    expect(inTurn(all)).toEqual([4, 7, 6, 5, 3, 8, 2, 1]);
    expect(shown([], false)).toEqual([]);
  });

  it('that tell of a failure stay, and do not hide what has happened since', () => {
    const failed = notice(3, 'file', 'error');
    expect(shown([notice(1, 'mended'), failed], false)).toEqual([3]);
    expect(shown([failed, notice(4, 'mended'), notice(5, 'run', 'warning'), notice(6, 'kept')], false)).toEqual([3, 5]);
    // An offer can wait.
    expect(shown([failed, notice(4, 'kept')], false)).toEqual([3]);
    expect(shown([failed, notice(4, 'mended'), notice(5, 'run', 'error')], false)).toEqual([5]);
  });
});

import { describe, expect, it } from 'vitest';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { paying, seesawPicture, seesawsOf, seesawSummary, seesawTable, seesawTitle } from './seesaw.ts';
import { handRun, MMOE, SHARED, shownOf, SINGLE } from './testing.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

const WOBBLE = [1.01, 1, 0.99, 1, 1.02];
const single = WOBBLE.map((_, i) => handRun(SINGLE, i + 1, [0.8, 0.2, 0.8, 0.2]));
/** A model whose losses are these many times those of the single-task models, about. */
const times = (id: typeof MMOE, [click, watch, like, rating]: readonly number[]): CompareRun[] =>
  WOBBLE.map((by, i) =>
    handRun(id, i + 1, [1 - 0.2 * click * by, 0.2 * watch * by, 1 - 0.2 * like * by, 0.2 * rating * by]),
  );
const RUNS = [...times(SHARED, [1, 2, 0.5, 1]), ...times(MMOE, [0.9, 0.5, 1, 1]), ...single];
const shown = shownOf(RUNS, { sizes: ['small'] });

describe('the seesaw', () => {
  it('names what surely pays and what surely gains', () => {
    expect([en, zh].map((say) => seesawTitle(say, shown, false))).toEqual([
      'Tasks that pay for sharing: shared-bottom (small): watch time. '
        + 'Tasks that gain: shared-bottom (small): like; 4‑expert MMoE (small): click, watch time.',
      '为共享付出代价的任务：共享底层（小）：观看时长。因共享而获益的任务：共享底层（小）：点赞；4 专家 MMoE（小）：点击、观看时长。',
    ]);
  });
  it('says when none pays; of little it says nothing', () => {
    const even = shownOf([...times(MMOE, [1, 1, 1, 1]), ...single], { sizes: ['small'] });
    expect([en, zh].map((say) => seesawTitle(say, even, false))).toEqual([
      'No task is told apart as paying for sharing.',
      '没有任务能被确定为共享付出了代价。',
    ]);
    const few = shownOf(RUNS.filter(({ seed }) => seed < 3));
    expect(seesawTitle(en, few, false)).toMatch(/^Three seeds or more/);
    expect(seesawTitle(en, shownOf(times(MMOE, [1, 1, 1, 1])), false)).toMatch(/^Does a task do better alone/);
    expect(seesawTitle(en, shown, true)).toMatch(/^So far: 5 of 5/);
  });
  it('holds all models and tasks against chance together', () => {
    // Losses of click: log ratios −.02, −.05, −.08, −.11, −.15: t = −3.6, p = .022 of one task; of eight it is nothing.
    const logs = [-0.02, -0.05, -0.08, -0.11, -0.15];
    const some = logs.map((log, i) => handRun(MMOE, i + 1, [1 - 0.2 * Math.exp(log), 0.2, 0.8, 0.2]));
    expect(paying(seesawsOf([...some, ...single]), false)).toEqual([]);
    expect(seesawsOf([...some, ...single])[0].gains.click.mean).toBeCloseTo(100 * (1 - Math.exp(-0.082)), 9);
  });
  it('is drawn as losses relative to the single-task models', () => {
    const { columns, groups } = seesawPicture(en, shown);
    const watch = columns[1].cells['small shared-bottom']!;
    expect(watch.dots[0]).toMatchObject({ seed: 1, value: expect.closeTo(2.02, 9) as number });
    expect(watch.mean).toBeCloseTo(2 * (1.01 * 0.99 * 1.02) ** 0.2, 9);
    expect(watch.low).toBeLessThan(watch.mean);
    expect(watch.high).toBeGreaterThan(watch.mean);
    expect(columns.map(({ id }) => id)).toEqual(['click', 'watchTime', 'like', 'rating', 'traded']);
    expect(groups[0].rows.map(({ id }) => id)).not.toContain('single-task');
    // One gains as another pays in every seed of shared-bottom.
    expect(columns[4].cells['small shared-bottom']).toMatchObject({ mean: 1, text: '5 of 5' });
  });
  it('stands in tables', () => {
    expect(seesawSummary(en, shown).rows[0].slice(0, 3)).toEqual([
      'shared-bottom (small)',
      '0% [−2, +1]',
      '−101% [−104, −98]',
    ]);
    expect(seesawTable(en, shown).rows[0].slice(0, 3)).toEqual(['shared-bottom', 'small', 1]);
    expect(Number(seesawTable(en, shown).rows[0][4])).toBeCloseTo(-102, 9);
  });
});

import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { defaultRun, modelOf, type RunSpec } from '../../run/runSpec.ts';
import { plain } from '../terms/marked.ts';
import { networkWords, structureWords, subtitleRoom, subtitleWords, titleWords } from './words.ts';

const en = await wordsOf('en');
const zh = await wordsOf('zh');

const modelWith = (model: Partial<RunSpec['model']>) => {
  const run = defaultRun();
  return modelOf({ ...run, model: { ...run.model, ...model } });
};
const arm = (rows: readonly (readonly number[])[], ...dead: number[]) => ({
  utilization: Float64Array.from(rows.flat()),
  dead: Uint8Array.from(rows[0], (_, e) => (dead.includes(e) ? 1 : 0)),
});
const even = new Array<number>(8).fill(1 / 8);
const five = [0.2, 0.2, 0.2, 0.2, 0.2, 0, 0, 0];
const one = [0, 0, 0.9, 0.1, 0, 0, 0, 0];
/** A gate that gives nine tenths to one expert, numbered from 1. */
const onto = (expert: number) => even.map((_, e) => (e === expert - 1 ? 0.9 : 0.1 / 7));
const all = (row: readonly number[]) => [row, row, row, row];

/** A step after the first. @param threshold - 0: no gate is polarized */
const at = (threshold: number, step = 1) => ({ threshold, step });

describe('title and subtitle of the network', () => {
  const ABOUT = '“About n”: as narrow as n equal weights (e to the entropy; 8 = all alike).';
  it.each([
    // What "about n experts" means is explained where, and only where, the title says it.
    ['mmoe', arm(all(five)), 'All four gates spread their mean weights over about 5 of 8 experts', true],
    ['omoe', arm(all(five)), 'The one gate spreads its mean weights over about 5 of 8 experts', true],
    ['mmoe', arm(all(even)), 'All four gates use the 8 experts about equally', false],
    ['omoe', arm(all(even)), 'The one gate uses the 8 experts about equally', false],
    ['mmoe', arm(all(one)), 'All four gates lean on expert 3', false],
    ['omoe', arm(all(one)), 'The one gate leans on expert 3', false],
    [
      'mmoe',
      arm([one, one, five, five]),
      'Engagement gates lean on expert 3; satisfaction gates spread their mean weights over about 5 of 8 experts',
      true,
    ],
    // The dead expert takes the place of the clause that would have said it.
    ['mmoe', arm([one, one, five, five], 7), 'Engagement gates lean on expert 3; expert 8 is dead (always 0)', false],
    [
      'omoe',
      arm(all(five), 6, 7),
      'The one gate spreads its mean weights over about 5 of 8 experts; experts 7 and 8 are dead (always 0)',
      true,
    ],
  ] as const)('%s, case %#', (kind, shown, title, explained) => {
    const model = modelWith({ kind });
    expect(titleWords(en, 'en', model, shown, at(0))).toBe(title);
    const dead = shown.dead.includes(1) ? ['Dead: no gradient reaches it.'] : [];
    const subtitle = ['Line width: mean gate weight.', ...(explained && dead.length === 0 ? [ABOUT] : []), ...dead];
    expect(plain(subtitleWords(en, model, [shown], 0))).toBe(subtitle.join(' '));
    expect(plain(subtitleWords(zh, model, [shown], 0)).includes('“约 n 个专家')).toBe(explained && dead.length === 0);
  });
  it('count the gates of a table with fewer tasks', () => {
    const model = { ...modelWith({}), present: [0, 1, 3] };
    expect(titleWords(en, 'en', model, arm(all(five)), at(0))).toBe(
      'All 3 gates spread their mean weights over about 5 of 8 experts',
    );
    expect(titleWords(en, 'en', { ...model, present: [1] }, arm(all(five)), at(0))).toBe(
      'The watch time gate spreads its mean weights over about 5 of 8 experts',
    );
  });
  it('name the polarized gates first, and what the others lean on', () => {
    const half = even.map((_, e) => (e === 2 ? 0.5 : 0.5 / 7));
    const shown = arm([even, one, one, half]);
    expect(titleWords(en, 'en', modelWith({}), shown, at(0.01))).toBe(
      'The watch time and like gates are polarized; the rating gate leans on expert 3',
    );
    expect(titleWords(zh, 'zh', modelWith({}), arm([one, one, one, one]), at(0.01))).toBe('四个门控已极化');
    expect(titleWords(en, 'en', modelWith({ kind: 'omoe' }), arm(all(one)), at(0.01))).toBe(
      'The one gate is polarized',
    );
  });
  it('says before the first step that nothing has been learned', () => {
    expect(titleWords(en, 'en', modelWith({}), arm(all(even)), at(0, 0))).toBe(
      'Untrained: all four gates use the 8 experts about equally',
    );
    expect(titleWords(zh, 'zh', modelWith({}), arm(all(even)), at(0, 0))).toBe(
      '尚未训练：四个门控大致均匀地使用 8 个专家',
    );
  });
  it('name the task beside the expert that its gate leans on', () => {
    const shown = arm([onto(5), onto(2), onto(6), onto(6)]);
    expect(titleWords(en, 'en', modelWith({}), shown, at(0))).toBe(
      'Gates lean on one expert each: click on 5, watch time on 2, like on 6 and rating on 6',
    );
    expect(titleWords(zh, 'zh', modelWith({}), shown, at(0))).toBe(
      '各门控各偏重一个专家：点击（专家 5）、观看时长（专家 2）、点赞（专家 6）和评分（专家 6）',
    );
  });
  it('speak of no gates where there are none, and explain nothing before there is a frame', () => {
    const bottom = modelWith({ kind: 'shared-bottom' });
    const only = { utilization: Float64Array.of(1, 1, 1, 1), dead: new Uint8Array(1) };
    expect(titleWords(en, 'en', bottom, only, at(0))).toBe('All towers read the same expert');
    expect(titleWords(en, 'en', bottom, only, at(0, 0))).toBe('Untrained: all towers read the same expert');
    expect(subtitleWords(en, bottom, [only], 0)).toMatch(/^Every tower reads the one expert\./);
    expect(plain(subtitleWords(en, modelWith({}), [null], 0))).not.toContain('About n');
  });
  it('explain what the title of either of two models says', () => {
    const [about, gone] = [arm(all(five)), arm(all(one), 7)];
    for (const shown of [
      [about, gone],
      [gone, about],
    ])
      expect(plain(subtitleWords(en, modelWith({}), shown, 0))).toMatch(/weight\. Dead: no gradient reaches it\.$/);
    expect(plain(subtitleWords(en, modelWith({}), [arm(all(one)), about], 0))).toContain('About n');
  });
  it('keep the room of the longest', () => {
    const model = modelWith({});
    const counted = arm(all(five));
    expect(subtitleRoom(en, model)).toBe(subtitleWords(en, model, [counted], 0));
    expect(subtitleWords(en, model, [arm(all(one))], 0).length).toBeLessThan(subtitleRoom(en, model).length);
  });
});

describe('the structure in words', () => {
  const of = (model: Partial<RunSpec['model']>) => structureWords(en, modelWith(model), { query: 6, item: 10 });
  it('counts experts and gates as they are', () => {
    expect(of({ kind: 'shared-bottom' })).toBe(
      '16 features in all: 6 of the query, 10 of the item. A shared layer of 16 ReLU units reads them. One expert of 8 ReLU units follows. '
        + 'All towers read that one expert. A shallow tower turns device and position into a logit that is added to the click’s. '
        + 'Click and watch time are engagement, like and rating satisfaction.',
    );
    expect(of({ kind: 'omoe', sharedUnits: 0, biasHandling: 'none' })).toBe(
      '16 features in all: 6 of the query, 10 of the item. There is no shared layer: the experts read them directly. '
        + '8 experts of 8 ReLU units follow. One gate mixes the experts’ outputs for all towers. '
        + 'Click and watch time are engagement, like and rating satisfaction.',
    );
    expect(of({})).toContain('8 experts of 8 ReLU units follow. A gate for each task mixes');
    expect(structureWords(en, modelWith({}), { query: 6, item: 10 }, 'Swish, layer norm')).toBe(
      `${of({})} All this is model A; model B was trained with Swish, layer norm.`,
    );
    expect([networkWords(en).units(8), networkWords(en, true).units(8)]).toEqual(['8 ReLU', '8 units']);
  });
});

describe('of a table', () => {
  const present = (...places: number[]) => ({ ...modelWith({}), present: places });
  it('all its gates are counted by how many there are, and a single one is named', () => {
    expect(titleWords(en, 'en', present(0, 1, 3), arm(all(even)), at(0))).toBe(
      'All 3 gates use the 8 experts about equally',
    );
    expect(titleWords(en, 'en', present(0, 3), arm(all(one)), at(0))).toBe('Both gates lean on expert 3');
    expect(titleWords(en, 'en', present(3), arm(all(even)), at(0))).toBe(
      'The rating gate uses the 8 experts about equally',
    );
    expect(titleWords(zh, 'zh', present(3), arm(all(even)), at(0))).not.toMatch(/[1一]个门控/);
  });
  it('the shallow tower adds to the first task or to nothing', () => {
    const features = { query: 0, item: 16 };
    expect(structureWords(en, present(0, 2), features)).toContain('added to that of click');
    expect(structureWords(en, present(1, 2), features)).not.toContain('hallow tower');
  });
});

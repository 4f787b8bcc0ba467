import { describe, expect, it } from 'vitest';
import { PLAIN_SERVING } from '../../model/cures.ts';
import { modelOf, defaultRun } from '../../run/runSpec.ts';
import { parameterLayout } from '../../model/layout.ts';
import { SERVED_POSITIONS } from '../../serving/positions.ts';
import { Server } from '../../serving/server.ts';
import { expertsOf, wayOf } from './experts.ts';
import { rankingOf } from './ranking.ts';
import { en, WORTH, zh } from './testing.ts';
import {
  captured,
  costTitle,
  diversityTitle,
  earnedWords,
  listTitle,
  meanWords,
  moveWords,
  passed,
  positionsTitle,
  setting,
  timeWords,
  tradeTitle,
  whyOf,
  whyTitle,
  type Why,
} from './words.ts';

const name = (candidate: number): string => `Item ${String(candidate)}`;
/** Ten candidates: rating alone, falling or rising with their number. */
const rated = (of: (i: number) => number): Float32Array =>
  Float32Array.from({ length: 40 }, (_, i) => (i % 4 === 3 ? of(Math.floor(i / 4)) : 0));
const falling = rated((i) => -i);
const rising = rated((i) => i);
const ones = [1, 1, 1, 1];

describe('the title of the list', () => {
  const ranking = rankingOf('sum', ones, falling);
  const best = rankingOf('sum', ones, rising);
  it.each([
    ['trained', '“Item 0” comes first; 8 of the 9 shown belong to the truly best 9'],
    [
      'untrained',
      'Not trained yet, so this is the order of random weights: 8 of the 9 shown belong to the truly best 9',
    ],
    ['diverged', 'The run has diverged; in its last state in order, 8 of the 9 shown belonged to the truly best 9'],
  ] as const)('of a model that is %s', (standing, title) => {
    expect(listTitle(en, standing, ranking, best, name)).toBe(title);
  });
  it('says where there is no order, and where it means nothing', () => {
    expect(listTitle(en, 'trained', null, null, name)).toMatch(/^All four weights are 0/);
    const alike = rankingOf(
      'sum',
      ones,
      rated(() => 0.25),
    );
    expect(listTitle(en, 'trained', alike, best, name)).toMatch(/^The model predicts the same of every candidate/);
    expect(listTitle(zh, 'trained', ranking, best, name)).toBe(
      '“Item 0”排第一；展示的 9 个中有 8 个属于真正最好的 9 个',
    );
  });
});

describe('why', () => {
  const why = (shares: number[], more: Partial<Why> = {}): Why => ({ place: 2, of: 15, shares, up: null, ...more });
  it.each([
    [[0.5, -0.2, 0.1, 0], '“Item 1” is number 3 of 15: click lifts it most, watch time holds it back most'],
    [[0.5, 0.2, 0.1, 0], '“Item 1” is number 3 of 15: click lifts it most, nothing holds it back'],
    [[-0.0001, -0.2, 0.0002, 0], '“Item 1” is number 3 of 15: watch time holds it back most, nothing lifts it'],
    [[0, 0.0001, 0, 0], '“Item 1” is number 3 of 15: it is an average candidate in everything that counts'],
  ])('%j', (shares, title) => {
    expect(whyTitle(en, why(shares), 'Item 1')).toBe(title);
  });
  it('says which weight moves it up, or that none does', () => {
    const up = { task: 2, from: 1, to: 1.2345 };
    expect(moveWords(en, why([], { up }))).toBe(
      'It moves up as soon as the weight of like goes from 1.00 beyond 1.235: the smallest change of one weight that does it.',
    );
    expect(moveWords(en, why([], { up: { ...up, to: 0.5 } }))).toContain('from 1.00 below 0.500');
    // A tie is broken by any more of it.
    expect(moveWords(en, why([], { up: { ...up, to: 1 } }))).toContain('from 1.00 beyond 1.000');
    expect(moveWords(en, why([]))).toBe('No single weight between 0 and 3 moves it up.');
    expect(moveWords(en, why([], { place: 0, up }))).toBe('It is the first: no weight can move it up.');
  });
  it('sets a slider to its first position beyond', () => {
    const to = (from: number, at: number): number => Number(passed({ task: 0, from, to: at }).toFixed(9));
    expect([to(1, 1.234), to(1, 1.25), to(1, 0.987), to(1, 0.95), to(1, 2.999)]).toEqual([1.25, 1.3, 0.95, 0.9, 3]);
    expect([to(1, 0.001), to(0.5, 0.5)]).toEqual([0, 0.55]);
  });
  it('sets a slider just beyond its threshold where the candidate is passed again before the slider’s next position', () => {
    // Click and like at even odds. Item 2 passes item 1 from 1.02 of rating on, items 3 and 4 pass item 2 from 1.03 and 1.04 on.
    const of = (rows: [number, number][]): Float32Array =>
      Float32Array.from(rows.flatMap(([watched, rating]) => [0, watched, 0, rating]));
    const outputs = of([
      [99, 0],
      [1.02, 0],
      [0, 1],
      [-1.03, 2],
      [-1.04, 2],
    ]);
    const at = (rating: number): number => rankingOf('sum', [1, 1, 1, rating], outputs)!.place[2];
    const explained = {
      form: 'sum',
      weights: ones,
      list: { outputs },
      ranking: rankingOf('sum', ones, outputs),
      chosen: 2,
    } as const;
    const found = whyOf(explained)!;
    expect([found.place, at(1.025), at(1.05)]).toEqual([2, 1, 3]);
    const up = { task: 3, from: 1, to: 1.02 };
    expect(passed(up)).toBeCloseTo(1.05, 9);
    const set = setting(explained, found, up);
    expect(set).toBeCloseTo(1.02, 5);
    expect(at(set)).toBe(1);
    // Nor is it a way up if one of them alone has passed it by then: it stands where it stood.
    const one = outputs.slice(0, 16);
    expect(setting({ ...explained, list: { outputs: one } }, { ...found, of: 4 }, up)).toBeCloseTo(1.02, 5);
    // Without the two, the slider's own position does.
    const two = outputs.slice(0, 12);
    expect(setting({ ...explained, list: { outputs: two } }, { ...found, of: 3 }, up)).toBeCloseTo(1.05, 9);
  });
  it('is of the candidate that is chosen', () => {
    const ranking = rankingOf('sum', ones, falling);
    const found = whyOf({ form: 'sum', weights: ones, list: { outputs: falling }, ranking, chosen: 3 })!;
    expect([found.place, found.of, found.up]).toEqual([3, 10, null]);
    expect(found.shares).toEqual([0, 0, 0, 1.5]); // −3 against a mean of −4.5
    expect(whyOf({ form: 'sum', weights: ones, list: { outputs: falling }, ranking: null, chosen: 3 })).toBeNull();
  });
  it('looks no further than a slider goes', () => {
    // Item 1 is 0.4 behind by click and 1 by watch time, neither of which makes up for the other, and 0.2 ahead by rating: at a weight of 7 it would pass.
    const outputs = new Float32Array([Math.log(9), 1, 0, 0, 0, 0, 0, 0.2]);
    const explained = { form: 'sum', weights: ones, list: { outputs }, chosen: 1 } as const;
    expect(whyOf({ ...explained, ranking: rankingOf('sum', ones, outputs) })!.up).toBeNull();
  });
  it.each([
    ['without cures', {}],
    [
      'with cures',
      { expertActivation: 'swish', gateKind: 'sigmoid', cap: 2, temperature: 3, layerNorm: true } as const,
    ],
  ])('explains what the server scored, whatever position it was told: %s', (_, cures) => {
    const run = defaultRun();
    const model = modelOf({ ...run, model: { ...run.model, biasHandling: 'input-feature' } });
    const parameters = Float32Array.from({ length: parameterLayout(model).length }, (_, i) => Math.sin(i * i) / 2);
    const server = new Server();
    for (const position of SERVED_POSITIONS) {
      const predicts = { ...PLAIN_SERVING, ...cures };
      const ask = { world: run.world, seed: 3, model, parameters, query: 1, candidates: 12, position, predicts };
      const list = server.list(ask);
      for (let row = 0; row < 12; row++)
        expect(Array.from(wayOf(ask, list, row).output)).toEqual(
          Array.from(list.outputs.subarray(4 * row, 4 * row + 4), (value) => expect.closeTo(value, 5) as number),
        );
    }
  });
  it('names the two experts that a task reads most', () => {
    expect(expertsOf(en, 'mmoe', [0.1, 0.6, 0, 0.3])).toBe('expert 2: 60%, expert 4: 30%');
    expect(expertsOf(en, 'mmoe', [0.998, 0.002])).toBe('expert 1: 100%');
    expect(expertsOf(en, 'shared-bottom', [1])).toBe('one shared bottom');
  });
});

describe('what pages are worth', () => {
  it('say what a page earns, and by how much more or less than with all weights at 1', () => {
    expect(earnedWords(en, WORTH, [1, 1, 2, 1])).toBe(
      'A page then earns 2.50 clicks (−0.25) and 4.00 likes (+0.50); in brackets, beside all weights at 1.',
    );
    expect(earnedWords(en, WORTH, [1, 1, 1, 1])).toBe('A page then earns 2.50 clicks and 4.00 likes.');
  });

  it('in a title, and as shares of what there is to gain', () => {
    expect(tradeTitle(en, WORTH)).toBe(
      'Your weights: 2.50 clicks and 4.00 likes a page; by the truth 3.00 and 4.25, at random 2.00 and 3.25',
    );
    expect(captured(2.5, 2, 3)).toBe(0.5);
    expect(captured(2, 2, 2)).toBeNaN();
    expect(meanWords(en, WORTH.mine.clicks)).toBe('2.50 [2.40, 2.60]');
    expect(meanWords(en, { ...WORTH.mine.clicks, low: NaN, high: NaN })).toBe('2.50');
  });
  it('when a position is told wrongly', () => {
    const model = modelOf(defaultRun());
    expect(positionsTitle(en, model, 'ranked', WORTH.servings)).toBe(
      'Told position 1 for everybody, 0.50 of nine items are others and clicks a page change by −0.125 [−0.145, −0.105]; told the logged position, 1.25 and 0.000 [−0.020, +0.020]',
    );
    expect(positionsTitle(en, { ...model, biasHandling: 'none' }, 'ranked', WORTH.servings)).toMatch(/does not read/);
    expect(positionsTitle(en, { ...model, biasHandling: 'adversarial' }, 'ranked', WORTH.servings)).toMatch(
      /does not read/,
    );
    expect(positionsTitle(zh, model, 'none', WORTH.servings)).toBe('这个平台没有位置：没有什么可告知模型');
  });
  it('and how alike what is shown is', () => {
    expect(diversityTitle(en, WORTH.diversity)).toBe('The nine shown are 20.0% more alike than nine at random');
    expect(diversityTitle(en, { mine: 5.5, oracle: 5, random: 5 })).toContain('10.0% less alike');
    expect(diversityTitle(en, { mine: 5.001, oracle: 5, random: 5 })).toMatch(/as unlike each other/);
  });
});

describe('what serving costs', () => {
  it('by hand: 4 ms for a thousand', () => {
    expect(
      costTitle(en, [
        { candidates: 10, ms: 0.1 },
        { candidates: 1000, ms: 4 },
      ]),
    ).toBe('1,000 candidates take 4.00 ms point-wise on this device; pair-wise would take 2.0 s, list-wise 35.9 ms');
  });
  it.each([
    [0.0123, '0.012 ms'],
    [0.5, '0.50 ms'],
    [35.86, '35.9 ms'],
    [512.4, '512 ms'],
    [1998, '2.0 s'],
    [41_000, '41 s'],
  ])('%d ms', (ms, words) => {
    expect(timeWords(en, ms)).toBe(words);
  });
});

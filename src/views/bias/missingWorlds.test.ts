import { expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { defaultRun } from '../../run/runSpec.ts';
import { numberWords } from '../format.ts';
import { doneWorlds, worldWords } from './missingWorlds.ts';

const base = { ...defaultRun(), world: { ...defaultRun().world, impressions: 9000 } };
const spec = { base, rates: [0, 0.1], seeds: 6, seedBase: 1 };
const run = (seed: number, rate: number) => ({ seed, rate, missingError: 0.2 });
// Worlds 1 and 2 have both rates, world 3 has one.
const runs = [run(1, 0), run(2, 0), run(3, 0), run(1, 0.1), run(2, 0.1)];

it('counts the worlds that every rate was trained on', () => {
  expect(doneWorlds({ spec, runs }).worlds).toBe(2);
  expect(doneWorlds({ spec, runs }).runs.map(({ seed }) => seed)).toEqual([1, 2, 1, 2]);
});

it('does not say of a study that is running that it has trained on all worlds', async () => {
  const en = { t: await wordsOf('en'), numbers: numberWords('en') };
  expect(worldWords(en, { spec, runs }, true)).toBe('So far 2 of 6 worlds of 9,000 impressions each.');
  expect(worldWords(en, { spec, runs }, false)).toBe('Trained here on 6 worlds of 9,000 impressions each.');
  const zh = { t: await wordsOf('zh'), numbers: numberWords('zh') };
  expect(worldWords(zh, { spec, runs }, true)).toBe('目前完成 6 个平台中的 2 个，各 9,000 次曝光。');
});

import { expect, it } from 'vitest';
import { smallPopulation } from '../../engine/testing/populations.ts';
import { parameterLayout } from '../../model/layout.ts';
import { joinStates, sharesOf, splitState, worthwhile } from './shares.ts';

const population = smallPopulation({
  training: { optimizer: 'adagrad' },
  replicas: [4, 4, 7, 7, 9].map((data, i) => ({ data, workers: i === 1 ? 3 : 1, learningRate: (i + 1) / 100 })),
});

it.each([
  [1, [[1, 2, 3, 4, 5]]],
  [
    2,
    [
      [1, 2],
      [3, 4, 5],
    ],
  ],
  [3, [[1], [2, 3], [4, 5]]],
  [5, [[1], [2], [3], [4], [5]]],
])('%i shares hold every replica once, in order, and as many as the others', (count, rates) => {
  const shares = sharesOf(population, count);
  expect(
    shares.map((share) => share.population.replicas.map(({ learningRate }) => Math.round(100 * learningRate))),
  ).toEqual(rates);
  expect(shares.map(({ from }) => from)).toEqual(rates.map(([first]) => first - 1));
});

it('shares read the data that their replicas read, and no other', () => {
  const [first, second, third] = sharesOf(population, 3);
  expect([first.data, second.data, third.data]).toEqual([[4], [4, 7], [7, 9]]);
  expect(second.population.replicas.map(({ data }) => data)).toEqual([0, 1]);
  expect(third.population.replicas.map(({ data }) => data)).toEqual([0, 1]);
  expect(second.population.training).toEqual(population.training);
});

it('a state is that of its shares, each replica padded to the most workers of the whole population', () => {
  const { length } = parameterLayout(population.model);
  // Parameters, accumulator, and three snapshots for everybody: one replica needs them.
  const whole = new Float32Array(5 * 5 * length).map((_, i) => i + 1);
  // What is padding in the whole is padding: nobody reads it.
  for (const r of [0, 2, 3, 4]) whole.fill(0, (5 * r + 2) * length, 5 * (r + 1) * length);
  const shares = sharesOf(population, 3);
  const parts = shares.map((share) => splitState(population, share, whole));
  expect(parts.map((part) => part.length / length)).toEqual([2, 10, 4]);
  expect(parts[0]).toEqual(whole.subarray(0, 2 * length));
  expect(parts[1]).toEqual(whole.subarray(5 * length, 15 * length));
  expect(joinStates(population, shares, parts)).toEqual(whole);
});

it('splits what is worth it, never into more shares than replicas or workers', () => {
  const { length } = parameterLayout(population.model);
  const work = 80 * 7 * 5 * length; // steps, batch, replicas
  expect(worthwhile(population, 8, work + 1)).toBe(0);
  expect(worthwhile(population, 8, work)).toBe(1);
  expect(worthwhile(population, 8, work / 3)).toBe(3);
  expect(worthwhile(population, 2, work / 3)).toBe(2);
  expect(worthwhile(population, 8, 1)).toBe(5);
});

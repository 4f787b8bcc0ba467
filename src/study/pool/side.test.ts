import { expect, it } from 'vitest';
import { randomData, smallPopulation } from '../../engine/testing/populations.ts';
import { knownEngines } from '../testing/knownEngine.ts';
import { createPoolSide } from './side.ts';

it('an engine that is given up is disposed of and forgotten, the others stay; one that there is not is told of', async () => {
  const disposed: number[] = [];
  const make = knownEngines({});
  let made = 0;
  const side = createPoolSide(async (population, data) => {
    const number = ++made;
    return Object.assign(await make(population, data), { dispose: () => disposed.push(number) });
  });
  const one = smallPopulation({ replicas: [{}] });
  await side.open(7, one, [randomData(1, 4)], 'twice');
  await side.open(8, one, [randomData(1, 4)], 'twice');
  side.dispose(7);
  side.dispose(7);
  expect(disposed).toEqual([1]);
  expect(() => side.train(7, 1)).toThrow('there is no engine 7');
  await side.train(8, 1);
  expect((await side.checkpoint(8)).step).toBe(1);
});

import { expect, it } from 'vitest';
import { inPortions } from './portions.ts';

it('what comes fast is handed on together, the first at once, the last when it is over', () => {
  let time = 0;
  const given: number[][] = [];
  const portions = inPortions<number>(
    (some) => given.push(some),
    () => time,
  );
  portions.add(1);
  portions.add(2);
  time = 249;
  portions.add(3);
  expect(given).toEqual([[1]]);
  time = 250;
  portions.add(4, 5);
  expect(given).toEqual([[1], [2, 3, 4, 5]]);
  portions.add(6);
  portions.flush();
  portions.flush();
  expect(given).toEqual([[1], [2, 3, 4, 5], [6]]);
});

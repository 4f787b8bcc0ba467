import { describe, expect, it } from 'vitest';
import { readOwn } from './ownLog.ts';
import { encodedLog } from './testingLog.ts';

const { shape } = encodedLog();
const own = { hash: 'a'.repeat(64), name: 'a.csv', shape };
const read = (changes: object) => readOwn(JSON.stringify({ ...own, shape: { ...shape, ...changes } }));

describe('what a link says of an own table', () => {
  it('is taken as it stands', () => {
    expect(readOwn(JSON.stringify(own))).toEqual(own);
  });

  it('has no −0, which could not be written again', () => {
    const text = JSON.stringify({ ...own, shape: { ...shape, tasks: [shape.tasks[0], null, null, null] } });
    const mean = readOwn(text.replace(/"mean":[^,]*/, '"mean":-1e-999'))?.shape.tasks[0]?.mean;
    expect(Object.is(mean, 0)).toBe(true);
  });

  it('is refused without a task, without a deviation, with other sizes, and where it is no JSON', () => {
    expect(read({ tasks: [null, null, null, null] })).toBeNull();
    expect(read({ tasks: [{ ...shape.tasks[0]!, deviation: 0 }, null, null, null] })).toBeNull();
    expect(read({ tasks: [shape.tasks[0]] })).toBeNull();
    expect(read({ features: 129 })).toBeNull();
    expect(read({ train: 0 })).toBeNull();
    expect(readOwn('{')).toBeNull();
  });
});

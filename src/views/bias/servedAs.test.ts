import { expect, it } from 'vitest';
import { servedAs } from './servedAs.ts';

it('says that the tower knows “missing” only where position dropout has taught it', () => {
  expect(servedAs('ranked', 'shallow-tower', [{ from: 0, value: 0.1 }])).toBe('tower');
  expect(servedAs('ranked', 'shallow-tower', [{ from: 0, value: 0 }])).toBe('untrained');
  // Moved while it trained, one way and the other.
  expect(
    servedAs('ranked', 'shallow-tower', [
      { from: 0, value: 0 },
      { from: 200, value: 0.3 },
    ]),
  ).toBe('tower');
  expect(
    servedAs('ranked', 'shallow-tower', [
      { from: 0, value: 0.1 },
      { from: 5, value: 0 },
    ]),
  ).toBe('tower');
});

it('speaks of no tower where there is none', () => {
  const with10 = [{ from: 0, value: 0.1 }];
  expect([
    servedAs('ranked', 'input-feature', with10),
    servedAs('ranked', 'adversarial', with10),
    servedAs('ranked', 'none', with10),
  ]).toEqual(['reads', 'ignores', 'ignores']);
});

it('speaks of no position where the log has none', () => {
  expect(servedAs('none', 'shallow-tower', [{ from: 0, value: 0.1 }])).toBe('unknown');
});

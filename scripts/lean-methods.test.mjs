import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { withoutMethods } from './lean-methods.mjs';

const code = `class Store {
  constructor() { this.made = true; }
  get size() { return 1; }
  read() { return lost(); }
  write() { return 'written'; }
}
export class Other { read() { return 'other'; } }
export { Store };`;

const lean = (/** @type {Record<string, readonly string[]>} */ kept) =>
  withoutMethods(code, parseSync('code.js', code).program, kept, 'others');

test('a class keeps its constructor and what is named, and classes that are not named keep everything', async () => {
  const { code: left, missing } = lean({ Store: ['size', 'write'] });
  expect(missing).toEqual([]);
  const { Store, Other } = await import(`data:text/javascript,${encodeURIComponent(left)}`);
  const store = new Store();
  expect([store.made, store.size, store.write(), store.read]).toEqual([true, 1, 'written', undefined]);
  expect(new Other().read()).toBe('other');
});

test('what a new version does not have any more is named', () => {
  expect(lean({ Store: ['close'], Engine: ['run'] }).missing).toEqual(['Store.close', 'Engine', 'Engine.run']);
});

test('or what is named goes, and the rest stays', async () => {
  const { code: left, missing } = withoutMethods(
    code,
    parseSync('code.js', code).program,
    { Store: ['read'] },
    'these',
  );
  expect(missing).toEqual([]);
  const { Store } = await import(`data:text/javascript,${encodeURIComponent(left)}`);
  const store = new Store();
  expect([store.size, store.write(), store.read]).toEqual([1, 'written', undefined]);
});
